"""The rights on the apps with which staff sign in, under their own name."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_asked_questions"),
        ("accounts", "0002_sign_in_app"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
