"""The rights on comments on the local offer."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("people", "0011_sign_in_app"), ("feedback", "0001_comments")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
