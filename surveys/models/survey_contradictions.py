"""What a survey says against itself: figures that do not fit the number who answered, and times."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from localoffer.publishing.contradictions import Contradiction
from localoffer.richtext.html import plain

from .figures import (
    compares,
    counts_of_people,
    groups,
    impossible_percentages,
    percentages,
    shares,
)

if TYPE_CHECKING:
    from django.db.models import Model

_STILL_OPEN = re.compile(
    r"\bsurvey is (?:now |still )?open\b|\b(?:survey|it) (?:closes|will close)\b|\bopen until\b"
    r"|\b(?:take|fill in|fill out|complete) (?:part|the|this|our)(?: survey)?"
    r"(?: now| online| here| today)\b"
    r"|\bhave your say (?:now|today|by|before|until)\b|\byou (?:can still|have until)\b",
    re.IGNORECASE,
)
# So far two ways to say one share may lie apart: “3 in 5” of 58 %.
ROUNDED = 5


def of_survey(survey: "Model", waves: Iterable["Model"]) -> Iterator[Contradiction]:
    waves = list(waves)
    for wave in waves:
        yield from of_wave(wave, wave.findings.all())
    today = timezone.localdate()
    over = bool(waves) and all(each.closed and each.closed < today for each in waves)
    for field in ("title", "summary", "intro", "how", "audience") if over else ():
        if found := _STILL_OPEN.search(plain(getattr(survey, field) or "")):
            yield Contradiction(
                "This says that people can still answer, but the survey has closed.",
                field,
                about=found[0],
            )


def of_wave(wave: "Model", findings: Iterable["Model"]) -> Iterator[Contradiction]:
    findings = list(findings)
    today = timezone.localdate()
    if wave.opened and wave.closed and wave.closed < wave.opened:
        yield Contradiction("It closed before it opened. Mend one of the days.", "closed", wave)
    if wave.opened and wave.opened > today and (wave.responses or findings):
        yield Contradiction(
            "It opens on a day to come, so nobody can have answered yet.", "opened", wave
        )
    if wave.closed and wave.closed >= today and findings:
        yield Contradiction(
            "It is still open, so what was found may change. Say so, or wait.",
            "closed",
            wave,
            stops=False,
        )
    for finding in findings:
        yield from of_finding(finding, wave.responses)


def of_finding(finding: "Model", answered: int | None) -> Iterator[Contradiction]:
    if finding.base and answered and finding.base > answered:
        yield Contradiction(
            f"{finding.base:,} people cannot have answered this: {answered:,} answered the survey.",
            "base",
            finding,
        )
    for field, text in (("text", finding.text or ""), ("detail", plain(finding.detail or ""))):
        yield from _shares_of_more(finding, field, text)
        yield from _other_numbers(finding, field, text, answered)
        yield from _too_many_parts(finding, field, text)
    yield from _other_than_its_figure(finding)


def _shares_of_more(finding: "Model", field: str, text: str) -> Iterator[Contradiction]:
    for words in impossible_percentages(text):
        yield Contradiction("No share is more than 100%.", field, finding, about=words)
    for part, whole, words in shares(text):
        if part > whole:
            yield Contradiction(
                "The part is larger than the whole. Mend the numbers.", field, finding, about=words
            )


def _other_numbers(
    finding: "Model", field: str, text: str, answered: int | None
) -> Iterator[Contradiction]:
    """A headline is about those who answered; what stands below may speak of others."""
    if answered is None:
        return
    told = [*counts_of_people(text), *groups(text)]
    for number, words in dict.fromkeys(told):
        if number > answered:
            yield Contradiction(
                f"{number:,} is more than the {answered:,} people who answered.",
                field,
                finding,
                stops=field == "text",
                about=words,
            )


def _too_many_parts(finding: "Model", field: str, text: str) -> Iterator[Contradiction]:
    for sentence in re.split(r"(?<=[.!?])\s|\n", text):
        parts = percentages(sentence)
        if len(parts) > 1 and sum(parts) > 101 and not compares(sentence):
            yield Contradiction(
                f"These parts are {sum(parts):g}% together. Say so if people could choose several.",
                field,
                finding,
                stops=False,
                about=sentence.strip(),
            )


def _other_than_its_figure(finding: "Model") -> Iterator[Contradiction]:
    """The sentence and the bar below it."""
    if finding.value is None or compares(finding.text or ""):
        return
    shown = percentages(finding.text or "")
    value = float(finding.value)
    if len(shown) == 1 and abs(shown[0] - value) > 0.5:
        yield Contradiction(
            f"The headline says {shown[0]:g}%, the figure below it {value:g}%.", "value", finding
        )
    for part, whole, words in shares(finding.text or ""):
        if 0 < part <= whole and abs(100 * part / whole - value) > ROUNDED:
            yield Contradiction(
                f"The headline says {words}, the figure below it {value:g}%.",
                "value",
                finding,
                stops=False,
            )
