"""Rights to editions, and to what expectations own."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_journeys"),
        ("graduated_response", "0003_provision_in_full"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
