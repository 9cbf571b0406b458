from django.db import migrations, models

import surveys.models.you_said
from localoffer.publishing.incomplete_rows import taken_off


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(
            taken_off("surveys", survey=("intro",), cycle=()), migrations.RunPython.noop
        ),
        migrations.RemoveConstraint(
            model_name="wave",
            name="surveys_wave_label_once",
        ),
        migrations.AlterField(
            model_name="cycle",
            name="year",
            field=models.PositiveSmallIntegerField(
                db_index=True, default=surveys.models.you_said.this_year
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="surveys_cycle_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="surveys_survey_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("intro", ""), _negated=True),
                    _connector="OR",
                ),
                name="surveys_survey_live_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="wave",
            constraint=models.UniqueConstraint(
                condition=models.Q(("label", ""), _negated=True),
                fields=("survey", "label"),
                name="surveys_wave_label_once",
            ),
        ),
    ]
