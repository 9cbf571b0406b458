"""What a setting says about one expectation, and where the form keeps it."""

import re
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.http import QueryDict

from graduated_response.codes import CODE
from graduated_response.self_review.deadlines import When, understood
from localoffer.plain_text.characters import clean_lines


class Rating(TextChoices):
    MET = "met", "Met"
    PARTLY = "partly", "Partly"
    NOT_YET = "not-yet", "Not yet"
    NOT_RELEVANT = "not-relevant", "Not relevant"


UNRATED = "Not rated yet"
# What is typed, in the order of the form: its name, and how long it may be.
LABELS = {
    "evidence": "Evidence",
    "action": "Action",
    "by_whom": "By whom",
    "by_when": "By when",
}
LONGEST = {"evidence": 2_000, "action": 1_000, "by_whom": 100, "by_when": 40}
# For each: its wording, its rating, whether it was looked at again, and what is typed.
FIELDS_OF_ONE = 3 + len(LONGEST)
_WORDING = re.compile(rf"({CODE})-wording")


@dataclass
class Answer:
    """`wording`: what the expectation said when it was rated. `row`: where in a file it stood."""

    code: str
    wording: str = ""
    rating: str = ""
    evidence: str = ""
    action: str = ""
    by_whom: str = ""
    by_when: str = ""
    looked_again: bool = False
    row: int = 0
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_touched(self) -> bool:
        return bool(self.rating or self.evidence or self.has_plan)

    @property
    def has_plan(self) -> bool:
        return bool(self.action or self.by_whom or self.by_when)

    @property
    def rating_in_words(self) -> str:
        return Rating(self.rating).label if self.rating else UNRATED

    @property
    def when(self) -> When | None:
        return understood(self.by_when)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """(name in the form, value) of what is there; the wording marks that there is an answer."""
        names = ("rating", *LONGEST)
        said = [(name, value) for name in names if (value := getattr(self, name))]
        return [("wording", self.wording), *said]

    def check(self) -> None:
        """Fill `errors`, by field, with what to do about it."""
        for name, longest in LONGEST.items():
            length = len(getattr(self, name))
            if length > longest:
                self.errors[name] = (
                    f"{LABELS[name]} for {self.code} has {length} characters. "
                    f"Shorten it to {longest}"
                )
        if self.by_when and "by_when" not in self.errors and not self.when:
            self.errors["by_when"] = (
                f"By when for {self.code}: write a date like 1/3/2027, March 2027 or "
                f"Spring term 2027, not “{self.by_when}”"
            )


def clean(text: str) -> str:
    """Without the signs that no table and no page can hold."""
    return clean_lines(text).replace("\t", " ").strip()


def answers_in(sent: QueryDict) -> list[Answer]:
    """What the form sent; fields of no expectation are passed over."""
    codes = [match[1] for name in sent if (match := _WORDING.fullmatch(name))]
    return [_answer(code, sent) for code in codes]


def _answer(code: str, sent: QueryDict) -> Answer:
    rating = sent.get(f"{code}-rating", "")
    texts = {name: clean(sent.get(f"{code}-{name}", "")) for name in ("wording", *LONGEST)}
    return Answer(
        code,
        rating=rating if rating in Rating.values else "",
        looked_again=f"{code}-again" in sent,
        **texts,
    )
