"""Readings with their source, the law, resources, editions, and what expectations said when."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import graduated_response.law
import localoffer.publishing.models.content
import localoffer.richtext.fields


class Migration(migrations.Migration):
    dependencies = [
        ("graduated_response", "0002_journeys_and_videos"),
        ("media", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="code_paragraphs",
            field=models.CharField(
                blank=True,
                help_text="For example 6.45, or 6.44-6.56 for several. Put commas between them.",
                max_length=200,
                validators=[graduated_response.law.check_paragraphs],
                verbose_name="paragraphs of the Code of Practice",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="easy_read_from",
            field=models.CharField(
                blank=True,
                max_length=200,
                verbose_name="the sentence that the Easy Read was checked against",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="for_parents_from",
            field=models.CharField(
                blank=True,
                max_length=200,
                verbose_name="the sentence that the words for parents were checked against",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Where this expectation is withdrawn: the one that says it now, if any. It counts as soon as you save.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="graduated_response.statement",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="law",
            field=models.CharField(
                blank=True,
                help_text="SEND Regulations 2014, Schedule 2: what a Local Offer must say.",
                max_length=60,
                validators=[graduated_response.law.check_law],
                verbose_name="paragraphs of Schedule 2",
            ),
        ),
        migrations.CreateModel(
            name="EasyReadPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "line",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="The first line of the Easy Read text is 1.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media.image",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="graduated_response.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture for Easy Read",
                "verbose_name_plural": "pictures for Easy Read",
                "ordering": ["line"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "line"), name="graduated_response_easyreadpicture_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the web address. Small letters, numbers and hyphens.",
                        max_length=100,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        blank=True,
                        help_text="One or two plain sentences, shown in lists and by search engines.",
                        max_length=250,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("live", "Live"), ("archived", "Archived")],
                        db_index=True,
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "live_from",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty to show it as soon as it is live.",
                        null=True,
                        verbose_name="show from",
                    ),
                ),
                (
                    "expires",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty to keep it.",
                        null=True,
                        verbose_name="show until",
                    ),
                ),
                (
                    "review_by",
                    models.DateField(
                        default=localoffer.publishing.models.content.default_review_date,
                        help_text="When somebody must check that this is still right.",
                        verbose_name="review by",
                    ),
                ),
                (
                    "owner",
                    models.EmailField(
                        blank=True,
                        help_text="Who keeps this right. They need no account. Never shown to the public.",
                        max_length=254,
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True, help_text="Only staff see these.", verbose_name="private notes"
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                ("binned", models.DateTimeField(editable=False, null=True)),
                (
                    "date",
                    models.DateField(
                        editable=False,
                        help_text="The day on which it was published.",
                        null=True,
                        verbose_name="released on",
                    ),
                ),
                (
                    "about",
                    localoffer.richtext.fields.RichTextField(
                        blank=True,
                        help_text="Why things changed, and who was asked.",
                        verbose_name="what it says about itself",
                    ),
                ),
                (
                    "changes",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Expectations whose drafts are published in the same act.",
                        related_name="changed_in",
                        to="graduated_response.statement",
                        verbose_name="goes out with it",
                    ),
                ),
                (
                    "withdraws",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Expectations that are archived in the same act. Their codes go on answering.",
                        related_name="withdrawn_in",
                        to="graduated_response.statement",
                        verbose_name="withdrawn with it",
                    ),
                ),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("date"), descending=True, nulls_first=True),
                    "-pk",
                ],
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "publish"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "live", "archived"])),
                        name="graduated_response_edition_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_from__isnull", True),
                            ("expires__isnull", True),
                            ("expires__gt", models.F("live_from")),
                            _connector="OR",
                        ),
                        name="graduated_response_edition_expires_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "live"), _negated=True),
                            ("date__isnull", False),
                            _connector="OR",
                        ),
                        name="graduated_response_edition_live_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Lower numbers come first.", verbose_name="place"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        help_text="Instead of a link: one of our documents. It shows once that is live.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media.document",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources",
                        to="graduated_response.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("url", ""), ("document__isnull", False)),
                            models.Q(
                                models.Q(("url", ""), _negated=True), ("document__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="graduated_response_resource_link_or_document",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("for_parents", models.TextField()),
                ("easy_read", models.TextField()),
                ("how", models.TextField()),
                ("detail", models.TextField()),
                ("law", models.CharField(max_length=60)),
                ("code_paragraphs", models.CharField(max_length=200)),
                ("area", models.CharField(max_length=200)),
                ("part", models.CharField(max_length=100)),
                ("level", models.CharField(max_length=100)),
                ("phases", models.TextField()),
                ("place", models.CharField(max_length=250)),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wordings",
                        to="graduated_response.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["statement", "since"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "since"), name="graduated_response_wording_since_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("statement",),
                        name="graduated_response_wording_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="graduated_response_wording_ends_later",
                    ),
                ],
            },
        ),
    ]
