"""Expectations: what every setting is to do, sentence by sentence, in three readings."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, ProtectedError, Q
from django.db.models.functions import Length
from django.urls import reverse

from graduated_response.codes import CODE, CODE_GLOBS
from graduated_response.law import check_law, check_paragraphs, tidy_paragraphs
from localoffer.plain_text.fields import CharField, TextField
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.json_rows import rebuilt
from localoffer.publishing.models import Published, State, live_needs
from localoffer.publishing.text_pattern import FollowsPattern
from localoffer.richtext.fields import RichTextField

from .other_contradictions import of_expectation
from .pages import Page
from .provision import Area, Level, Phase, SubArea
from .resources import EasyReadPicture, Resource
from .statement_queryset import KEPT, StatementQuerySet
from .wordings import Wording, lines

NOT_A_CODE = "Use the area's letters and a number, like AS1."


class IsCode(FollowsPattern):
    """What an address takes as a code (graduated_response/urls/parameters.py)."""

    regex = CODE
    globs = CODE_GLOBS


class Statement(Published):
    """One expectation. `title` is the sentence that SENCos quote; its code never changes hands."""

    class Reading(models.TextChoices):
        SETTING = "setting", "Settings"
        PARENT = "parent", "Parents and carers"
        EASY_READ = "easy-read", "Easy Read"

    # Each has a field beside it, "for_parents_from": the sentence that it was checked against.
    READING_FIELDS = {Reading.PARENT: "for_parents", Reading.EASY_READ: "easy_read"}

    code = CharField(
        max_length=8,
        unique=True,
        validators=[RegexValidator(rf"^{CODE}\Z", NOT_A_CODE)],
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
    level = models.ForeignKey(Level, models.PROTECT, null=True, related_name="statements")
    phases = models.ManyToManyField(Phase, blank=True, related_name="statements")
    stages = models.ManyToManyField(
        Page,
        blank=True,
        related_name="statements",
        limit_choices_to={"kind": Page.Kind.STAGE},
        help_text="The stages of assess, plan, do and review that it belongs to.",
    )
    for_parents = TextField(
        "the same, for parents",
        blank=True,
        help_text="Say it as you would to a parent at the gate.",
    )
    easy_read = TextField(
        "the same, in Easy Read", blank=True, help_text="Short sentences, one idea on each line."
    )
    for_parents_from = CharField(
        "the sentence that the words for parents were checked against", max_length=200, blank=True
    )
    easy_read_from = CharField(
        "the sentence that the Easy Read was checked against", max_length=200, blank=True
    )
    how = TextField("how it is met", blank=True, help_text="One way on each line.")
    detail = RichTextField("more about it", blank=True)
    law = CharField(
        "paragraphs of Schedule 2",
        max_length=60,
        blank=True,
        validators=[check_law],
        help_text="SEND Regulations 2014, Schedule 2: what a Local Offer must say.",
    )
    code_paragraphs = CharField(
        "paragraphs of the Code of Practice",
        max_length=200,
        blank=True,
        validators=[check_paragraphs],
        help_text="For example 6.45, or 6.44-6.56 for several. Put commas between them.",
    )
    position = models.PositiveSmallIntegerField(
        "place in its part", default=0, help_text="Lower numbers come first."
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        help_text="Where this expectation is withdrawn: the one that says it now, if any. "
        "It counts as soon as you save.",
    )
    ever_live = models.BooleanField(default=False, editable=False)

    part_of = "area"
    always_needed = {"area": "Choose the area: it gives out the code, which is the address."}
    # A code leads to its place on the area's page.
    in_sitemap = False
    counts_at_once = frozenset({"replaced_by"})
    unread = Published.unread | {"for_parents_from", "easy_read_from"}

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
                condition=Q(IsCode("code")) | Q(code="") & ~Q(state=State.LIVE),
                name="graduated_response_statement_code",
                violation_error_message=NOT_A_CODE,
            ),
            models.CheckConstraint(
                condition=~Q(state=State.LIVE) | Q(ever_live=True),
                name="graduated_response_statement_remembers_live",
            ),
            live_needs(
                "code",
                also=Q(level__isnull=False),
                name="graduated_response_statement_live_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("provision:statement", args=[self.code])

    def is_live(self, at: datetime | None = None) -> bool:
        return super().is_live(at) and self.area.is_live(at)

    def contradictions(self) -> Iterable[Contradiction]:
        return of_expectation(self)

    def clean_fields(self, exclude: Any = None) -> None:
        self.code_paragraphs = tidy_paragraphs(self.code_paragraphs)
        super().clean_fields(exclude)

    def clean(self) -> None:
        """A new code starts with the area's letters; one that moved house keeps its old code."""
        super().clean()
        if self.area_id is None:
            return
        if self.sub_area_id and self.sub_area.area_id != self.area_id:
            raise ValidationError({"sub_area": "Choose a part of the area chosen above."})
        letters = (self.code or "").rstrip("0123456789")
        if self._state.adding and self.code and self.area.code and letters != self.area.code:
            first = self.area.code
            raise ValidationError(
                {"code": f"Codes in {self.area} start with {first}, like {first}1."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The address follows the code, being live is remembered for good, and what the public
        reads from now on is written down.

        A reading that is there for the first time was written from the sentence as it is.
        """
        self.slug = (self.code or "").lower()
        self.ever_live = self.ever_live or self.state == State.LIVE
        for field in self.READING_FIELDS.values():
            checked = getattr(self, f"{field}_from") or self.title
            setattr(self, f"{field}_from", checked if getattr(self, field) else "")
        if kwargs.get("update_fields") is not None:
            kept = {"ever_live", *(f"{field}_from" for field in self.READING_FIELDS.values())}
            kwargs["update_fields"] = {*kwargs["update_fields"], *kept}
        with transaction.atomic():
            super().save(*args, **kwargs)
            Wording.objects.keep(self._meta.base_manager.filter(pk=self.pk))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises ProtectedError for an expectation that was ever published."""
        if self.ever_live:
            raise ProtectedError(KEPT, {self})
        return super().delete(*args, **kwargs)

    @property
    def ways(self) -> list[str]:
        """How it is met, one way each."""
        return lines(self.how)

    @property
    def shown_resources(self) -> list[Resource]:
        """Needs `for_lists()`, as the pictures do."""
        return rebuilt(Resource, self.resource_rows)

    @property
    def easy_lines(self) -> list[tuple[str, EasyReadPicture | None]]:
        """Each line of the Easy Read text with its picture; nothing where it has none at all."""
        pictures = {each.line: each for each in rebuilt(EasyReadPicture, self.picture_rows)}
        numbered = enumerate(self.easy_read.splitlines(), 1)
        found = [(line, pictures.get(number)) for number, line in numbered if line.strip()]
        return found if pictures else []

    def reading(self, audience: str) -> str:
        """Its wording for an audience; empty when nobody has written that reading yet."""
        return getattr(self, self.READING_FIELDS.get(audience, "title"))

    def stale_fields(self) -> list[str]:
        """Readings whose sentence has changed since somebody last checked them."""
        return [
            field
            for field in self.READING_FIELDS.values()
            if getattr(self, field) and getattr(self, f"{field}_from") != self.title
        ]

    def stale_in_words(self) -> str:
        """'Parents and carers, Easy Read'."""
        stale = self.stale_fields()
        return ", ".join(r.label for r, field in self.READING_FIELDS.items() if field in stale)

    def is_stale(self, audience: str) -> bool:
        return self.READING_FIELDS.get(audience) in self.stale_fields()

    def check_readings(self, *fields: str) -> None:
        """Somebody says: these (default: all) say the same as the sentence. Saves nothing."""
        for field in fields or self.READING_FIELDS.values():
            setattr(self, f"{field}_from", self.title if getattr(self, field) else "")
