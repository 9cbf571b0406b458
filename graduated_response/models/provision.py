"""Ordinarily Available Provision: its areas, and what expectations are sorted by."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from graduated_response.codes import CODE
from localoffer.plain_text.fields import CharField, SlugField
from localoffer.publishing.cache_token import ChangesContent
from localoffer.publishing.models import Published, live_needs
from localoffer.publishing.slugs import refuse_reserved
from localoffer.richtext.fields import RichTextField

from .wordings import Wording


class NamedValue(ChangesContent):
    """Abstract: a value that staff can add to and rename; filters use its slug."""

    name = CharField(max_length=100, unique=True)
    slug = SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    own_names = ("name",)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Level(NamedValue):
    """How far support goes, for example 'Everyone', 'Some children', 'A few children'."""

    about = CharField(max_length=250, blank=True)


class Phase(NamedValue):
    """A phase of education, for example early years or primary."""


class Area(Published):
    """A domain that concerns every child, or one of the broad areas of need (Code 6.28 to 6.35)."""

    class Kind(models.TextChoices):
        DOMAIN = "domain", "For every child"
        NEED = "need", "Area of need"

    kind = CharField(max_length=10, choices=Kind, default=Kind.DOMAIN)
    code = CharField(
        "letters for codes",
        max_length=4,
        unique=True,
        null=True,
        validators=[RegexValidator(r"^[A-Z]{1,4}$", "Use one to four capital letters.")],
        help_text="Codes of its expectations start with these, for example AS.",
    )
    body = RichTextField("text", blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    reserved_slugs = frozenset({"audit", "editions", "expectations", "print"})

    class Meta(Published.Meta):
        ordering = ["kind", "position", "title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["domain", "need"]),
                name="graduated_response_area_kind_known",
            ),
            live_needs(
                "code",
                also=Q(code__isnull=False),
                name="graduated_response_area_live_is_complete",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("provision:area", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With their area, expectations come and go: that is written down."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            Wording.objects.keep(self.statements.all())

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self)
        if re.fullmatch(CODE, (self.slug or "").upper()):
            raise ValidationError(
                {"slug": "This address is that of an expectation. Choose another one."}
            )

    def next_code(self) -> str:
        """The code after the highest one in use, whatever the state of its expectation; none of an
        area that has no letters yet."""
        if not self.code:
            return ""
        statements = self.statements.model.objects
        codes = statements.filter(code__startswith=self.code).values_list("code", flat=True)
        numbers = [code.removeprefix(self.code) for code in codes]
        return f"{self.code}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1}"


class SubArea(ChangesContent):
    area = models.ForeignKey(Area, models.CASCADE, related_name="sub_areas")
    name = CharField(max_length=100)
    slug = SlugField(max_length=60)
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
