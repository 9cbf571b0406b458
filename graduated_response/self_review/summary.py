"""What a review comes to: counts by area, in words and as a picture, and what to do by when."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from graduated_response.models import Area
from graduated_response.self_review.answers import UNRATED, Answer, Rating
from graduated_response.self_review.review import Line, Review

NO_RATING = ""
HEADINGS = {**dict(Rating.choices), NO_RATING: UNRATED}


@dataclass
class Counts:
    """How many expectations have which rating; `by_rating` has a key for each of HEADINGS."""

    name: str
    by_rating: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_rating.values())

    @property
    def cells(self) -> list[int]:
        return [*self.by_rating.values(), self.total]

    @property
    def to_do(self) -> int:
        return self.by_rating[Rating.PARTLY] + self.by_rating[Rating.NOT_YET]

    @property
    def in_words(self) -> str:
        """'Assessment: 3 met, 1 not rated'"""
        return f"{self.name}: {_parts(self.by_rating)}"


class Summary:
    headings = tuple(HEADINGS.values())

    def __init__(self, review: Review) -> None:
        self.review = review
        self.areas = [_count(area, lines) for area, lines in review.areas]
        self.all = Counts(
            "All areas", {key: sum(c.by_rating[key] for c in self.areas) for key in HEADINGS}
        )

    @property
    def facts(self) -> list[dict]:
        """[{key, value}] above all else; what is empty is left out."""
        today, choice = self.today, self.review.choice
        return [
            {"key": "Setting", "value": self.review.setting},
            {"key": "Date", "value": f"{today.day} {today:%B %Y}"},
            {"key": "About", "value": choice.in_words},
            {"key": "Edition", "value": self.review.edition},
            {"key": "In words for", "value": choice.audience.label},
        ]

    @property
    def sentences(self) -> list[str]:
        """What the picture shows, said."""
        return [each for each in (self._rated(), self._most_to_do(), self._planned()) if each]

    def _rated(self) -> str:
        said = f"You rated {self.review.rated} of {_expectations(self.all.total)}"
        parts = _parts({key: n for key, n in self.all.by_rating.items() if key})
        return f"{said}: {parts}." if parts else f"{said}."

    def _most_to_do(self) -> str:
        most = max(self.areas, key=lambda counts: counts.to_do, default=None)
        if len(self.areas) < 2 or not most or not most.to_do:
            return ""
        return f"Most is left to do in {most.name}: {most.to_do} met partly or not yet."

    def _planned(self) -> str:
        plans = len(self.actions)
        if not plans:
            return "No action is planned yet." if self.all.to_do else ""
        said = f"{plans} {'action is' if plans == 1 else 'actions are'} planned"
        first = self.actions[0].when
        return f"{said}, {f'the first by {first.words}' if first else 'without a date'}."

    @property
    def actions(self) -> list[Answer]:
        """The earliest first; those without a date last, in the order of the areas."""
        plans = [answer for answer in self.review.answers if answer.has_plan]
        return sorted(plans, key=lambda a: a.when.day if a.when else date.max)

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def without_action(self) -> list[Line]:
        """Met partly or not yet, and nothing is planned."""
        wanting = (Rating.PARTLY, Rating.NOT_YET)
        lines = self.review.lines
        return [each for each in lines if each.answer.rating in wanting and not each.answer.action]


def _count(area: Area, lines: list[Line]) -> Counts:
    ratings = [line.answer.rating for line in lines]
    return Counts(area.title, {key: ratings.count(key) for key in HEADINGS})


def _expectations(number: int) -> str:
    return "1 expectation" if number == 1 else f"{number} expectations"


def _parts(by_rating: dict[str, int]) -> str:
    """'3 met, 1 not yet': what there is none of is left out."""
    return ", ".join(f"{n} {HEADINGS[key].lower()}" for key, n in by_rating.items() if n)
