"""The roles of staff, as groups."""

from django.db import migrations

from localoffer.people.roles import give_rights


def make_roles(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("editorial", "0001_initial"),
        ("events", "0001_initial"),
        ("glossary", "0001_initial"),
        ("graduated_response", "0001_initial"),
        ("media", "0001_initial"),
        ("outbox", "0001_initial"),
        ("redirects", "0001_initial"),
        ("site", "0001_initial"),
        ("surveys", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
