"""Ordinarily Available Provision: what every setting is expected to do, sentence by sentence."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, ProtectedError, Q
from django.db.models.functions import Length, Upper
from django.urls import reverse

from localoffer.publishing.content_version import ChangesContent
from localoffer.publishing.models import Published, PublishedQuerySet, State
from localoffer.publishing.slugs import refuse_reserved
from localoffer.richtext.fields import RichTextField

from .pages import Page

CODE = r"[A-Z]{1,4}[1-9][0-9]{0,3}"
KEPT = "An expectation that was once published is archived, not deleted: people quote its code."


class NamedValue(ChangesContent):
    """Abstract: a value that staff can add to and rename; filters use its slug."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Level(NamedValue):
    """How far support goes, for example 'Everyone', 'Some children', 'A few children'."""

    about = models.CharField(max_length=250, blank=True)


class Phase(NamedValue):
    """A phase of education, for example early years or primary."""


class Area(Published):
    """A domain that concerns every child, or one of the broad areas of need (Code 6.28 to 6.35)."""

    class Kind(models.TextChoices):
        DOMAIN = "domain", "For every child"
        NEED = "need", "Area of need"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DOMAIN)
    code = models.CharField(
        "letters for codes",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{1,4}$", "Use one to four capital letters.")],
        help_text="Codes of its expectations start with these, for example AS.",
    )
    body = RichTextField("text", blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    reserved_slugs = frozenset({"audit", "expectations"})

    class Meta(Published.Meta):
        ordering = ["kind", "position", "title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["domain", "need"]),
                name="graduated_response_area_kind_known",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("provision:area", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self)
        if re.fullmatch(CODE, (self.slug or "").upper()):
            raise ValidationError(
                {"slug": "This address is that of an expectation. Choose another one."}
            )

    def next_code(self) -> str:
        """The code after the highest one in use, whatever the state of its expectation."""
        codes = Statement.objects.filter(code__startswith=self.code).values_list("code", flat=True)
        numbers = [code.removeprefix(self.code) for code in codes]
        return f"{self.code}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1}"


class SubArea(ChangesContent):
    area = models.ForeignKey(Area, models.CASCADE, related_name="sub_areas")
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "part of an area"
        verbose_name_plural = "parts of an area"
        ordering = ["area", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "slug"], name="graduated_response_subarea_once")
        ]

    def __str__(self) -> str:
        return self.name


class StatementQuerySet(PublishedQuerySet):
    def live(self, at: datetime | None = None) -> "StatementQuerySet":
        """Live expectations of live areas: with its area an expectation goes from the site."""
        return super().live(at).filter(area__in=Area.objects.live(at))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts. Raises ProtectedError when one of the rows was ever published."""
        if published := list(self.filter(ever_live=True)):
            raise ProtectedError(KEPT, set(published))
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Statement(Published):
    """One expectation. `title` is the sentence that SENCos quote; its code never changes hands."""

    class Reading(models.TextChoices):
        SETTING = "setting", "Settings"
        PARENT = "parent", "Parents and carers"
        EASY_READ = "easy-read", "Easy Read"

    READING_FIELDS = {Reading.PARENT: "for_parents", Reading.EASY_READ: "easy_read"}

    code = models.CharField(
        max_length=8,
        unique=True,
        validators=[RegexValidator(f"^{CODE}$", "Use the area's letters and a number, like AS1.")],
        help_text="People quote it, so it is never changed or used again.",
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="statements")
    sub_area = models.ForeignKey(
        SubArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name="part of the area",
    )
    level = models.ForeignKey(Level, models.PROTECT, related_name="statements")
    phases = models.ManyToManyField(Phase, blank=True, related_name="statements")
    stages = models.ManyToManyField(
        Page,
        blank=True,
        related_name="statements",
        limit_choices_to={"kind": Page.Kind.STAGE},
        help_text="The stages of assess, plan, do and review that it belongs to.",
    )
    for_parents = models.TextField(
        "the same, for parents",
        blank=True,
        help_text="Say it as you would to a parent at the gate.",
    )
    easy_read = models.TextField(
        "the same, in Easy Read", blank=True, help_text="Short sentences, one idea on each line."
    )
    how = models.TextField("how it is met", blank=True, help_text="One way on each line.")
    detail = RichTextField("more about it", blank=True)
    law = models.CharField(
        "paragraphs of Schedule 2",
        max_length=60,
        blank=True,
        help_text="SEND Regulations 2014, Schedule 2, for example 5(b), 5(i).",
    )
    position = models.PositiveSmallIntegerField(
        "place in its part", default=0, help_text="Lower numbers come first."
    )
    ever_live = models.BooleanField(default=False, editable=False)

    # A code leads to its place on the area's page.
    in_sitemap = False

    objects = StatementQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = "expectation"
        # AS2 stands before AS10; rows without a part come first on every database.
        ordering = [
            "area",
            F("sub_area__position").asc(nulls_first=True),
            "sub_area__name",
            "position",
            Length("code"),
            "code",
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code=Upper("code")), name="graduated_response_statement_code_capitals"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.LIVE) | Q(ever_live=True),
                name="graduated_response_statement_remembers_live",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("provision:statement", args=[self.code])

    def is_live(self, at: datetime | None = None) -> bool:
        return super().is_live(at) and self.area.is_live(at)

    def clean(self) -> None:
        """A new code starts with the area's letters; one that moved house keeps its old code."""
        super().clean()
        if self.area_id is None:
            return
        if self.sub_area_id and self.sub_area.area_id != self.area_id:
            raise ValidationError({"sub_area": "Choose a part of the area chosen above."})
        letters = (self.code or "").rstrip("0123456789")
        if self._state.adding and self.code and letters != self.area.code:
            first = self.area.code
            raise ValidationError(
                {"code": f"Codes in {self.area} start with {first}, like {first}1."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The address follows the code, and being live is remembered for good."""
        self.slug = (self.code or "").lower()
        if self.state == State.LIVE:
            self.ever_live = True
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "ever_live"}
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises ProtectedError for an expectation that was ever published."""
        if self.ever_live:
            raise ProtectedError(KEPT, {self})
        return super().delete(*args, **kwargs)

    @property
    def ways(self) -> list[str]:
        """How it is met, one way each."""
        return [line.strip() for line in self.how.splitlines() if line.strip()]

    def reading(self, audience: str) -> str:
        """Its wording for an audience; empty when nobody has written that reading yet."""
        return getattr(self, self.READING_FIELDS.get(audience, "title"))
