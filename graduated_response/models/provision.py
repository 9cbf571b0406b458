"""Ordinarily Available Provision: what every setting is expected to provide, sentence by sentence."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse

from localoffer.publishing.content_version import ChangesContent
from localoffer.publishing.models import Published
from localoffer.richtext.fields import RichTextField

from .pages import Page


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
    position = models.PositiveSmallIntegerField(default=0)

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


class Statement(Published):
    """One expectation. `title` is the sentence that SENCos quote; its code never changes hands."""

    code = models.CharField(
        max_length=8,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Z]{1,4}[1-9][0-9]{0,3}$", "Use the area's letters and a number, like AS1."
            )
        ],
        help_text="People quote it, so it is never changed or used again.",
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="statements")
    sub_area = models.ForeignKey(
        SubArea, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    level = models.ForeignKey(Level, models.PROTECT, related_name="statements")
    phases = models.ManyToManyField(Phase, blank=True, related_name="statements")
    stages = models.ManyToManyField(
        Page, blank=True, related_name="statements", limit_choices_to={"kind": Page.Kind.STAGE}
    )
    for_parents = models.TextField("the same, for parents", blank=True)
    easy_read = models.TextField("the same, in Easy Read", blank=True)
    detail = RichTextField("more about it", blank=True)
    law = models.CharField(
        "paragraph of Schedule 2",
        max_length=10,
        blank=True,
        help_text="SEND Regulations 2014, Schedule 2, for example 5(b).",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Published.Meta):
        verbose_name = "expectation"
        ordering = ["area", "position", "code"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code=Upper("code")), name="graduated_response_statement_code_capitals"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("provision:statement", args=[self.code])


class Strategy(models.Model):
    """One way in which a setting meets an expectation."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="strategies")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "strategies: how it is met"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
