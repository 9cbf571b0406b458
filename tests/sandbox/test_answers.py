"""What the child says is taken only in the shape that was asked for."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypedDict

import pytest

from localoffer.sandbox.answers import answer_as, as_plain
from localoffer.sandbox.outcomes import Broken


class Place(NamedTuple):
    row: int
    words: str


class Size(TypedDict):
    width: int


@dataclass
class Part:
    name: str
    day: date | None = None
    places: list[Place] = field(default_factory=list)


@dataclass
class Whole:
    parts: list[Part]
    cells: dict[str, str]
    level: int | None = None
    sure: bool = True
    kind: Literal["pdf", "txt"] = "pdf"
    body: bytes = b"\x00\xff"


WHOLE = Whole([Part("a", date(2026, 11, 30), [Place(1, "é")]), Part("b")], {"x": "y"}, 3)


def test_plain_data_comes_back_as_what_it_was():
    assert answer_as(Whole, as_plain(WHOLE)) == WHOLE


def test_a_typed_dictionary_stays_one():
    assert answer_as(Size, {"width": 1}) == {"width": 1}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        *(
            (str, 1),
            (str, None),
            (str, "a\0b"),
            (str, "\ud800"),
            (int, "1"),
            (int, True),
            (bool, 1),
        ),
        *(
            (date, "2026-13-01"),
            (date, 5),
            (date | None, "soon"),
            (list[str], "ab"),
            (list[str], [1]),
        ),
        *((dict[str, str], {"a": 1}), (dict[str, str], []), (Place, [1]), (Place, [1, "a", "b"])),
        *((Place, {"row": 1, "words": "a"}), (Part, []), (Part, {"name": "a"})),
        *((Literal["pdf"], "html"), (Literal["pdf"], ["pdf"]), (bytes, "no base64!"), (bytes, 5)),
        *((Size, {}), (Size, {"width": "1"}), (Size, {"width": 1, "height": 1}), (Size, [1])),
        (Part, {"name": "a", "day": None, "places": [], "is_admin": True}),
        (Part, {"name": "a", "day": None, "places": [[1]]}),
    ],
)
def test_any_other_shape_is_broken(kind, data):
    with pytest.raises(Broken):
        answer_as(kind, data)


def test_only_plain_data_leaves_the_child():
    with pytest.raises(TypeError, match="object is no plain data"):
        as_plain(object())
