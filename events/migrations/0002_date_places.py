from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models


def give_ends(apps, schema_editor):
    """On the way back every date needs an end again: an hour after its start."""
    rows = apps.get_model("events", "EventDate").objects.filter(ends__isnull=True)
    for row in rows:
        row.ends = row.starts + timedelta(hours=1)
        row.save(update_fields=["ends"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="eventdate",
            name="events_eventdate_ends_after_start",
        ),
        migrations.AddField(
            model_name="eventdate",
            name="all_day",
            field=models.BooleanField(
                default=False, help_text="Then leave out the times.", verbose_name="all day"
            ),
        ),
        migrations.AddField(
            model_name="eventdate",
            name="new_date",
            field=models.BooleanField(
                default=False, verbose_name="new date after it was postponed"
            ),
        ),
        migrations.AddField(
            model_name="eventdate",
            name="online_url",
            field=models.URLField(
                blank=True,
                help_text="Only if it is another one on this date.",
                max_length=500,
                verbose_name="link to join online on this date",
            ),
        ),
        migrations.AddField(
            model_name="eventdate",
            name="venue",
            field=models.ForeignKey(
                blank=True,
                help_text="Only if it is somewhere else on this date.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dates",
                to="events.venue",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="status_note",
            field=models.CharField(
                blank=True,
                help_text="Shown with 'cancelled' or 'postponed'. Of a postponed event only those dates still stand that say “new date” below.",
                max_length=250,
                verbose_name="why, and what happens now",
            ),
        ),
        migrations.AlterField(
            model_name="eventdate",
            name="ends",
            field=models.DateTimeField(
                blank=True, help_text="Leave empty if it is not known.", null=True
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, give_ends),
        migrations.AddConstraint(
            model_name="eventdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"
                ),
                name="events_eventdate_ends_after_start",
            ),
        ),
    ]
