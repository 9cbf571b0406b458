"""The booklet: what staff chose for it, in order."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from localoffer.media.models import HardCopyPlace
from localoffer.plain_text.fields import CharField
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published
from localoffer.publishing.slugs import unique_slug
from localoffer.richtext.fields import RichTextField

from .journeys import Journey
from .other_contradictions import of_booklet
from .pages import Guide, Page
from .provision import Area
from .statements import Statement

# Kinds of chapter about which nothing need be chosen.
SAY_IT_THEMSELVES = ["contacts", "glossary"]


class Booklet(Published):
    """What stands in the booklet, in order. There is one, whose address is always the same."""

    intro = RichTextField("introduction", blank=True)
    edition = CharField(
        "name of the edition",
        max_length=60,
        blank=True,
        help_text="Printed on the cover, for example Autumn 2026. It may stay empty.",
    )
    dated = models.DateField(
        "date",
        null=True,
        blank=True,
        help_text="Printed on the cover. Leave it empty for the day of the last change.",
    )
    places = models.ManyToManyField(
        HardCopyPlace,
        blank=True,
        verbose_name="on paper at",
        help_text="Where families can get it on paper. Printed at its end, and on its page.",
    )

    class Meta(Published.Meta):
        ordering = ["pk"]

    def get_absolute_url(self) -> str:
        return reverse("graduated_response:booklet")

    def contradictions(self) -> Iterable[Contradiction]:
        return of_booklet(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Nobody sees its slug, so nobody has to think of one."""
        self.slug = self.slug or unique_slug(Booklet, self.title)
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Booklet | None":
        return cls.objects.live().first()


class Chapter(models.Model):
    """One thing in the booklet. A guide brings its pages along, a journey its steps, an area its
    expectations."""

    class Kind(models.TextChoices):
        PART = "part", "A heading for what follows"
        GUIDE = "guide", "Guide, with its pages"
        PAGE = "page", "Page, stage or worry"
        JOURNEY = "journey", "Journey, with its steps"
        AREA = "area", "Area, with its expectations"
        CONTACTS = "contacts", "Who to speak to, by age"
        GLOSSARY = "glossary", "Words explained"

    # The field that says what it is about; the last two kinds say it themselves.
    ABOUT = {
        Kind.PART: "heading",
        Kind.GUIDE: "guide",
        Kind.PAGE: "page",
        Kind.JOURNEY: "journey",
        Kind.AREA: "area",
    }

    # The database holds what it is together with what it is about.
    always_needed = {"kind": "Choose what it is."}

    class Reading(models.TextChoices):
        PARENT = Statement.Reading.PARENT.value, Statement.Reading.PARENT.label
        SETTING = Statement.Reading.SETTING.value, Statement.Reading.SETTING.label

    booklet = models.ForeignKey(Booklet, models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField("place", help_text="Lower numbers come first.")
    kind = CharField("what", max_length=10, choices=Kind)
    heading = CharField(max_length=100, blank=True)
    guide = models.ForeignKey(Guide, models.PROTECT, null=True, blank=True, related_name="+")
    page = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    reading = CharField(
        "expectations in the words for",
        max_length=10,
        choices=Reading,
        default=Reading.PARENT,
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="part", guide=None, page=None, journey=None, area=None) & ~Q(heading="")
                    | Q(kind="guide", guide__isnull=False, page=None, journey=None, area=None)
                    | Q(kind="page", guide=None, page__isnull=False, journey=None, area=None)
                    | Q(kind="journey", guide=None, page=None, journey__isnull=False, area=None)
                    | Q(kind="area", guide=None, page=None, journey=None, area__isnull=False)
                    | Q(kind__in=SAY_IT_THEMSELVES, guide=None, page=None, journey=None, area=None)
                ),
                name="graduated_response_chapter_says_what",
            )
        ]

    def __str__(self) -> str:
        return str(self.about() or self.get_kind_display())

    def about(self) -> Published | str | None:
        """The content that it names, or the words of a heading; None for what needs no choice."""
        field = self.ABOUT.get(self.kind)
        return getattr(self, field) if field else None

    def clean(self) -> None:
        """What does not belong to the kind is emptied, what is missing is asked for."""
        wanted = self.ABOUT.get(self.kind)
        for field in self.ABOUT.values():
            if field != wanted:
                setattr(self, field, "" if field == "heading" else None)
        if wanted and not self.about():
            words = "Write the heading." if wanted == "heading" else f"Choose the {wanted}."
            raise ValidationError({wanted: words})

    @property
    def is_left_out(self) -> bool:
        """Whether it names something that families cannot see now."""
        about = self.about()
        return isinstance(about, Published) and not about.is_live()
