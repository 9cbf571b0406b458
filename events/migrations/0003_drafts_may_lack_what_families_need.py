from django.db import migrations, models

from localoffer.publishing.incomplete_rows import taken_off


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_date_places"),
    ]

    operations = [
        migrations.RunPython(
            taken_off("events", event=("body", "audience", "cost")), migrations.RunPython.noop
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="events_event_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("body", ""), _negated=True),
                        models.Q(("audience", ""), _negated=True),
                        models.Q(("cost", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="events_event_live_is_complete",
            ),
        ),
    ]
