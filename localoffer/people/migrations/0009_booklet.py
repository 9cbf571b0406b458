"""The rights on the booklet, its editions and the requests for copies of it."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_tally"),
        ("graduated_response", "0006_booklet"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
