"""The chain of the audit log; what is in the log already is linked in its order."""

from django.db import migrations, models

from localoffer.people.audit_chain import links_for


def link(apps, schema_editor):
    alias = schema_editor.connection.alias
    links = apps.get_model("people", "AuditLink").objects.using(alias)
    log = apps.get_model("admin", "LogEntry").objects.using(alias).order_by("pk")
    new = (links.model(**fields) for fields in links_for(log.iterator(chunk_size=500), 0, ""))
    links.bulk_create(new, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_comments"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("entry", models.BigIntegerField(unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["number"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
    ]
