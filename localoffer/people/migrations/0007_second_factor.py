"""Administrators take a second step of signing in away."""

from django.db import migrations

from localoffer.people.roles import give_rights


def give(apps, schema_editor):
    give_rights(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("people", "0006_log"), ("otp_totp", "0003_add_timestamps")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
