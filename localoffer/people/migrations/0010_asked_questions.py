"""The rights on questions from the public."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_booklet"),
        ("graduated_response", "0009_asked_questions"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
