from django.db import migrations, models

from localoffer.publishing.incomplete_rows import taken_off


class Migration(migrations.Migration):
    dependencies = [
        ("glossary", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(taken_off("glossary", term=("short",)), migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="glossary_term_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("short", ""), _negated=True),
                    _connector="OR",
                ),
                name="glossary_term_live_is_complete",
            ),
        ),
    ]
