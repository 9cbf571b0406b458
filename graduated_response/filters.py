"""Narrowing the list of expectations: the filters of an address and what each would find."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from graduated_response.facets import shelf_of
from graduated_response.law import in_law
from graduated_response.models import Area, Statement

# Filter in the address: heading above its values, and where a statement keeps it.
FILTERS = {
    "phase": ("Age or stage of education", "phases__slug"),
    "level": ("Who it is for", "level__slug"),
    "need": ("Part of school life or area of need", "area__slug"),
    "stage": ("Step of assess, plan, do, review", "stages__slug"),
    "law": ("What the law asks for", "law__contains"),
}
AUDIENCE = "audience"


def audience_of(request: HttpRequest) -> str:
    """The reading that an address asks for; '' for the usual one and for any nobody knows."""
    audience = request.GET.get(AUDIENCE, "")
    return audience if audience in Statement.Reading.values else ""


def in_words_for(path: str, audience: str) -> str:
    """The page in the chosen reading."""
    return _address(path, {AUDIENCE: audience})


class Narrowing:
    """What one visitor chose. Values that nobody knows are left out, as if they were not there."""

    def __init__(self, request: HttpRequest, area: str = "") -> None:
        """`area`: the slug of the area whose own page this is; it wins over `?need=`."""
        self.shelf = shelf_of(request)
        self.area = area
        asked = {name: request.GET.get(name, "") for name in FILTERS}
        self.chosen = {k: v for k, v in asked.items() if v in self.shelf.choices[k]}
        if area:
            self.chosen["need"] = area
        self.audience = audience_of(request)

    @property
    def is_set(self) -> bool:
        return bool(self.chosen or self.audience)

    @property
    def area_is_live(self) -> bool:
        return self.area in self.shelf.choices["need"]

    def narrow(self, statements: QuerySet[Statement]) -> QuerySet[Statement]:
        asked = dict(self.chosen)
        if "law" in asked:
            asked["law"] = in_law([asked["law"]])
        return statements.filter(**{FILTERS[name][1]: value for name, value in asked.items()})

    def found(self, **changes: str) -> set[int]:
        """Keys of the live statements under the choice with some of it changed."""
        keys = self.shelf.live
        for name, value in (self.chosen | changes).items():
            choice = self.shelf.choices[name].get(value)
            if value:
                keys = keys & (choice.statements if choice else set())
        return keys

    def address(self, **changes: str) -> str:
        """The page with some of the choice changed; '' takes a filter away."""
        changed = self._query() | changes
        if self.area and changed.get("need"):
            return self.area_address(changed["need"], **changes)
        return _address(reverse("provision:index"), changed)

    def area_address(self, slug: str, **changes: str) -> str:
        """The page of an area with the rest of the choice kept."""
        query = self._query() | changes | {"need": ""}
        return _address(reverse("provision:area", args=[slug]), query)

    @property
    def csv_address(self) -> str:
        return _address(reverse("provision:csv"), self._query() | {AUDIENCE: ""})

    @property
    def xlsx_address(self) -> str:
        return _address(reverse("provision:xlsx"), self._query() | {AUDIENCE: ""})

    @property
    def print_address(self) -> str:
        """All of it on one page."""
        return _address(reverse("provision:print"), self._query())

    @property
    def total(self) -> int:
        return len(self.found())

    @property
    def index_address(self) -> str:
        """All areas, in the same words."""
        return in_words_for(reverse("provision:index"), self.audience)

    @property
    def clear_address(self) -> str:
        """The page without any filter, in the same words; empty when none is set."""
        if len(self.chosen) <= bool(self.area):
            return ""
        area = reverse("provision:area", args=[self.area]) if self.area else ""
        return in_words_for(area, self.audience) if area else self.index_address

    def _query(self) -> dict[str, str]:
        return {**self.chosen, AUDIENCE: self.audience}

    def groups(self) -> list[dict]:
        """For components/filters.html: [{key, name, items}],
        each item {value, label, href, count, current}."""
        groups = [
            {"key": name, "name": heading, "items": list(self._items(name))}
            for name, (heading, _) in FILTERS.items()
        ]
        return [group for group in groups if group["items"]]

    def _items(self, name: str) -> Iterator[dict]:
        for slug, choice in self.shelf.choices[name].items():
            current = self.chosen.get(name) == slug
            count = len(self.found(**{name: slug}))
            if count or current:
                yield {
                    "value": slug,
                    "label": choice.name,
                    "href": self.address(**{name: "" if current else slug}),
                    "count": count,
                    "current": current,
                }

    def readings(self) -> list[dict]:
        """The same shape for the readings; the first is what shows without a choice."""
        now = self.audience or Statement.Reading.SETTING
        items = [
            {
                "value": value,
                "label": label,
                "href": self.address(audience=value),
                "count": None,
                "current": value == now,
            }
            for value, label in Statement.Reading.choices
        ]
        return [{"key": AUDIENCE, "name": "In words for", "items": items}]

    def removable(self) -> list[dict]:
        """[{label, href}] of what was chosen; href is the page without it."""
        return [
            {"label": self.shelf.choices[name][value].name, "href": self.address(**{name: ""})}
            for name, value in self.chosen.items()
            if value in self.shelf.choices[name] and not (name == "need" and self.area)
        ]

    @property
    def in_words(self) -> str:
        """'Primary, Everyone': what was chosen, for headings."""
        return ", ".join(item["label"] for item in self.removable())

    @property
    def reading_in_words(self) -> str:
        """'Easy Read': the chosen reading; empty for that of settings."""
        chosen = self.audience if self.audience != Statement.Reading.SETTING else ""
        return Statement.Reading(chosen).label if chosen else ""

    @property
    def domains(self) -> list[dict]:
        return self._areas(Area.Kind.DOMAIN)

    @property
    def needs(self) -> list[dict]:
        return self._areas(Area.Kind.NEED)

    def _areas(self, kind: Area.Kind) -> list[dict]:
        """For components/card.html: [{title, text, href, meta}] of the live areas of one kind."""
        return [
            {
                "title": choice.name,
                "text": choice.text,
                "href": self.area_address(slug),
                "meta": _expectations(len(self.found(need=slug))),
            }
            for slug, choice in self.shelf.choices["need"].items()
            if choice.kind == kind
        ]


def _address(path: str, values: dict[str, str]) -> str:
    """One choice has one address, whichever way it was reached."""
    query = urlencode([(name, values[name]) for name in (*FILTERS, AUDIENCE) if values.get(name)])
    return f"{path}?{query}" if query else path


def _expectations(number: int) -> str:
    return "1 expectation" if number == 1 else f"{number} expectations"
