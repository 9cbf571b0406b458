"""What a setting wants to review: a phase, areas, a level, and in whose words."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from graduated_response.facets import Shelf
from graduated_response.filters import AUDIENCE
from graduated_response.models import Area, Statement
from graduated_response.self_review.answers import FIELDS_OF_ONE

# The values of the choice, a name, a token, a button.
OTHER_FIELDS = 100
# A form may grow by what is new and what was withdrawn, and must still be taken when it is sent.
MOST_IN_FORM = (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - OTHER_FIELDS) // FIELDS_OF_ONE
# What one page can carry (60 kB compressed) and one person can look through.
MOST_AT_ONCE = min(150, MOST_IN_FORM // 2)
HEADINGS = {Area.Kind.DOMAIN: "For every child", Area.Kind.NEED: "Areas of need"}


class Choice:
    """Values that nobody knows are left out, as in `Narrowing`; no area means every area."""

    def __init__(self, asked: QueryDict, shelf: Shelf) -> None:
        self.shelf = shelf
        self.phase = self._known("phase", asked)
        self.level = self._known("level", asked)
        wanted = [slug for slug in asked.getlist("need") if slug]
        self.areas = [slug for slug in shelf.choices["need"] if slug in wanted]
        # All the areas that somebody chose are gone: that is nothing, and not everything.
        self.is_lost = bool(wanted) and not self.areas
        audience = asked.get(AUDIENCE, "")
        known = audience in Statement.Reading.values
        self.audience = Statement.Reading(audience if known else Statement.Reading.SETTING)

    def _known(self, name: str, asked: QueryDict) -> str:
        value = asked.get(name, "")
        return value if value in self.shelf.choices[name] else ""

    def found(self) -> set[int]:
        """Keys of the live expectations that it is about."""
        if self.is_lost:
            return set()
        keys = set(self.shelf.live)
        for name in ("phase", "level"):
            if value := getattr(self, name):
                keys &= self.shelf.choices[name][value].statements
        areas = self.shelf.choices["need"]
        if self.areas:
            keys &= set().union(*(areas[slug].statements for slug in self.areas))
        return keys

    @property
    def is_too_much(self) -> bool:
        return len(self.found()) > MOST_AT_ONCE

    def statements(self) -> QuerySet[Statement]:
        """The same as `found`, as rows in the order of their areas."""
        rows = Statement.objects.live().select_related("area", "sub_area", "level")
        if self.is_lost:
            return rows.none()
        chosen = {"phases__slug": self.phase, "level__slug": self.level}
        rows = rows.filter(**{name: value for name, value in chosen.items() if value})
        return rows.filter(area__slug__in=self.areas) if self.areas else rows

    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) of each value, for an address and for hidden fields."""
        one = [("phase", self.phase), ("level", self.level)]
        areas = [("need", slug) for slug in self.areas]
        return [pair for pair in one if pair[1]] + areas + [(AUDIENCE, self.audience.value)]

    @property
    def address(self) -> str:
        """The empty form for this choice."""
        return f"{reverse('provision:audit_form')}?{urlencode(self.pairs())}"

    @property
    def choose_address(self) -> str:
        return f"{reverse('provision:audit')}?{urlencode(self.pairs())}"

    @property
    def in_words(self) -> str:
        """'Primary; Some children; Assessment; Transition'."""
        names = self.shelf.choices
        phase = names["phase"][self.phase].name if self.phase else "All ages"
        level = [names["level"][self.level].name] if self.level else []
        areas = [names["need"][slug].name for slug in self.areas] or ["All areas"]
        return "; ".join([phase, *level, *areas])

    def options(self, name: str) -> list[dict]:
        """[{value, label, count, chosen}] for "phase", "level" or "need"."""
        chosen = self.areas if name == "need" else [getattr(self, name)]
        return [
            {
                "value": slug,
                "label": choice.name,
                "count": len(choice.statements & self.shelf.live),
                "chosen": slug in chosen,
                "kind": choice.kind,
            }
            for slug, choice in self.shelf.choices[name].items()
        ]

    @property
    def phases(self) -> list[dict]:
        return self.options("phase")

    @property
    def levels(self) -> list[dict]:
        return self.options("level")

    @property
    def area_groups(self) -> Iterator[dict]:
        """[{heading, items}] of the areas that have expectations."""
        items = [item for item in self.options("need") if item["count"]]
        for kind, heading in HEADINGS.items():
            if group := [item for item in items if item["kind"] == kind]:
                yield {"heading": heading, "items": group}

    @property
    def readings(self) -> list[dict]:
        return [
            {"value": value, "label": label, "chosen": value == self.audience}
            for value, label in Statement.Reading.choices
        ]
