import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from localoffer.publishing.incomplete_rows import taken_off


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_drafts_may_lack_what_families_need"),
        ("graduated_response", "0012_asked_by_the_public"),
        ("media", "0002_drafts_may_lack_what_families_need"),
    ]

    operations = [
        migrations.RunPython(
            taken_off(
                "graduated_response",
                area=("code",),
                booklet=(),
                edition=(),
                guide=(),
                journey=(),
                page=(),
                question=("answer",),
                questionset=(),
                statement=("code",),
            ),
            migrations.RunPython.noop,
        ),
        migrations.RemoveConstraint(
            model_name="part",
            name="graduated_response_part_once_an_age",
        ),
        migrations.RemoveConstraint(
            model_name="part",
            name="graduated_response_part_once_for_all",
        ),
        migrations.RemoveConstraint(
            model_name="resource",
            name="graduated_response_resource_link_or_document",
        ),
        migrations.AlterField(
            model_name="area",
            name="code",
            field=models.CharField(
                help_text="Codes of its expectations start with these, for example AS.",
                max_length=4,
                null=True,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z]{1,4}$", "Use one to four capital letters."
                    )
                ],
                verbose_name="letters for codes",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="level",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="graduated_response.level",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_area_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("code__isnull", False), models.Q(("code", ""), _negated=True)),
                    _connector="OR",
                ),
                name="graduated_response_area_live_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="booklet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_booklet_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_edition_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_guide_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="journey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_journey_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_page_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", ""), _negated=True),
                fields=("page", "role", "age_band"),
                name="graduated_response_part_once_an_age",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("age_band__isnull", True), models.Q(("role", ""), _negated=True)
                ),
                fields=("page", "role"),
                name="graduated_response_part_once_for_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_question_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="graduated_response_question_live_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_questionset_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(("url", ""), ("document__isnull", True), _connector="OR"),
                name="graduated_response_resource_link_or_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("slug", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="graduated_response_statement_live_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    models.Q(("level__isnull", False), models.Q(("code", ""), _negated=True)),
                    _connector="OR",
                ),
                name="graduated_response_statement_live_is_complete",
            ),
        ),
    ]
