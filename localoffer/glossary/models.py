"""A word that families meet, with what it means."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from localoffer.plain_text.fields import CharField, TextField
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.json_rows import all_json_rows
from localoffer.publishing.models import Published, State, live_needs
from localoffer.richtext.fields import RichTextField

from .matching import folded


class Term(Published):
    """`title` is the word itself, as the glossary lists it."""

    variants = TextField(
        "other ways to write it",
        blank=True,
        help_text="One on each line, for example EHCP. An s for more than one is understood.",
    )
    short = CharField(
        "short meaning",
        max_length=160,
        help_text="A few plain words. They stand in brackets where a page first uses the word.",
    )
    body = RichTextField(
        "more about it", blank=True, help_text="Shown on the glossary page only. May be empty."
    )

    in_sitemap = False  # terms share one page
    own_names = ("title", "variants")

    class Meta(Published.Meta):
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            live_needs("short", name="glossary_term_live_is_complete"),
        ]

    @classmethod
    def on_every_page(cls) -> models.Subquery:
        """Terms somebody chose to publish; the book knows which of them are live now."""
        columns = ["id", "title", "variants", "short", "state", "live_from", "expires"]
        return all_json_rows(cls.objects.filter(state=State.LIVE), *columns)

    def get_absolute_url(self) -> str:
        return f"{reverse('glossary:index')}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"term-{self.slug}"

    @property
    def letter(self) -> str:
        """The heading it stands under; words that start with no letter share one."""
        first = self.title[:1].upper()
        return first if first.isalpha() else "0-9"

    def wordings(self) -> list[str]:
        """Every way to write it, the title first."""
        lines = [self.title, *self.variants.splitlines()]
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def other_wordings(self) -> list[str]:
        return self.wordings()[1:]

    def contradictions(self) -> Iterable[Contradiction]:
        meaning = " ".join(self.short.split()).strip(" .").casefold()
        if meaning and meaning in {wording.casefold() for wording in self.wordings()}:
            yield Contradiction("This only says the word again. Say what it means.", "short")

    def clean(self) -> None:
        super().clean()
        if too_short := [wording for wording in self.wordings() if len(wording) < 2]:
            raise ValidationError(
                {"variants": f"“{too_short[0]}” is too short: it would be found everywhere."}
            )
        if self.state != State.ARCHIVED and (claimed := self._claimed()):
            wording, sentence = claimed
            is_variant = wording in self.other_wordings()
            raise ValidationError({"variants" if is_variant else "title": sentence})

    def unfinished(self) -> str:
        """Two drafts may still share a wording: the second of them stays one."""
        claimed = self._claimed()
        return super().unfinished() or (claimed[1] if claimed else "")

    def _claimed(self) -> tuple[str, str] | None:
        """A wording that another term has when this one starts to show, and a sentence on that."""
        mine, now = {folded(wording): wording for wording in self.wordings()}, timezone.now()
        if not mine:
            return None
        for other in Term.objects.live(max(self.live_from or now, now)).exclude(pk=self.pk):
            if shared := mine.keys() & map(folded, other.wordings()):
                wording = mine[min(shared)]
                return wording, (
                    f"The term “{other.title}” has the wording “{wording}” already. Take it out "
                    "of one of the two."
                )
        return None
