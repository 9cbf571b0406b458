"""Surveys, each asked once or more often, and what was found."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from localoffer.plain_text.fields import CharField
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published, PublishedQuerySet, live_needs
from localoffer.richtext.fields import RichTextField

from .survey_contradictions import of_survey

# Smaller groups could be recognised (UK GDPR): no count of so few people is ever published.
SMALLEST_COUNT = 5
TOO_FEW = (
    f"Fewer than {SMALLEST_COUNT} people could be recognised. Leave the numbers empty and say it "
    "in words."
)
enough_people = MinValueValidator(SMALLEST_COUNT, TOO_FEW)


class SurveyQuerySet(PublishedQuerySet):
    def with_last_wave(self) -> "SurveyQuerySet":
        """Adds `last_label`, `last_opened`, `last_responses` of the newest wave; newest first."""
        newest = Wave.objects.filter(survey=OuterRef("pk")).order_by("-opened", "-pk")
        return self.annotate(
            last_label=Subquery(newest.values("label")[:1]),
            last_opened=Subquery(newest.values("opened")[:1]),
            last_responses=Subquery(newest.values("responses")[:1]),
        ).order_by(F("last_opened").desc(nulls_last=True), "title")


class Survey(Published):
    intro = RichTextField()
    how = RichTextField("how we asked", blank=True)
    audience = CharField("who was asked", max_length=200, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            live_needs("intro", name="surveys_survey_live_is_complete"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.slug])

    def contradictions(self) -> Iterable[Contradiction]:
        return of_survey(self, self.waves.prefetch_related("findings") if self.pk else ())


class Wave(models.Model):
    """One time that a survey was asked."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="waves")
    label = CharField(max_length=60, help_text="For example: Summer 2025.")
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)
    responses = models.PositiveIntegerField(
        "number of people who answered", null=True, blank=True, validators=[enough_people]
    )
    method = RichTextField("how this wave was asked", blank=True)
    note = CharField("what differs from other waves", max_length=250, blank=True)

    class Meta:
        ordering = ["-opened", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "label"],
                condition=~Q(label=""),
                name="surveys_wave_label_once",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=F("opened")),
                name="surveys_wave_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(responses__isnull=True) | Q(responses__gte=SMALLEST_COUNT),
                name="surveys_wave_enough_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey.title}, {self.label}"

    def clean(self) -> None:
        if self.opened and self.closed and self.closed < self.opened:
            raise ValidationError({"closed": "A wave cannot close before it opened."})


class Finding(models.Model):
    """A headline of one wave: a sentence, with its figure and base where they may be published."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="findings")
    text = CharField("headline", max_length=250)
    detail = RichTextField(blank=True)
    value = models.DecimalField("percentage", max_digits=5, decimal_places=1, null=True, blank=True)
    base = models.PositiveIntegerField(
        "how many people answered this", null=True, blank=True, validators=[enough_people]
    )
    figures_published = models.BooleanField(
        default=True, help_text="Untick for a finding whose figures were not published."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=100),
                name="surveys_finding_percentage",
            ),
            # A figure without its base cannot be judged.
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(base__isnull=False),
                name="surveys_finding_value_has_base",
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(base__gte=SMALLEST_COUNT),
                name="surveys_finding_enough_people",
            ),
            models.CheckConstraint(
                condition=Q(figures_published=True) | Q(value__isnull=True, base__isnull=True),
                name="surveys_finding_kept_back_has_no_figures",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """`value` and `base` are missing here when their own fields were wrong."""
        if not self.figures_published and (self.value is not None or self.base is not None):
            raise ValidationError(
                {"figures_published": "Tick this, or take out the percentage and the number."}
            )
        if self.value is None:
            return
        if self.base is None:
            raise ValidationError({"base": "Say how many people answered this."})
        if not 0 <= self.value <= 100:
            raise ValidationError({"value": "Enter a percentage from 0 to 100."})
        if self.is_about_too_few():
            raise ValidationError({"value": TOO_FEW})

    def is_about_too_few(self) -> bool:
        """Whether the figure gives away a group of 1 to 4, those it counts or all the others."""
        counted = round(self.value * self.base / 100)
        return any(0 < group < SMALLEST_COUNT for group in (counted, self.base - counted))
