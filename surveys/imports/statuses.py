"""How far a thing has come, in plain words: "In progress", "Done (May 2024)", "Not possible: …"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from graduated_response.imports.wording import in_one_line
from localoffer.document_reader.blocks import Block, Item
from localoffer.document_reader.dates import find_date
from localoffer.document_reader.findings import Finding, shortened
from localoffer.document_reader.markup import to_text
from surveys.imports.voices import Submission
from surveys.status import LONGEST_REASON, Status

_FINISHED = r"(?:done|completed?|finished|achieved)"
_WORDS = {
    "DONE": rf"(?:(?:now|all|fully|already|100\s?%)\s)?{_FINISHED}|in\splace",
    "UNDER_WAY": (
        r"(?:now\s|still\s|work\s)?(?:under[\s-]?way|in[\s-]progress|on-?going|started|begun)"
        rf"|(?:partly|partially|part|nearly|almost)[\s-]{_FINISHED}"
    ),
    "PLANNED": (
        rf"planned|to[\s-]?do|to\sbe\s{_FINISHED}|next(?=\W{{0,4}}$)|not\s(?:yet\s)?(?:started|begun|{_FINISHED})"
        r"(?:\syet)?|(?:yet|still|due)\sto\s(?:start|begin)"
    ),
    "NOT_POSSIBLE": (
        r"not\s(?:possible|feasible)|declined|rejected|(?:we\s)?(?:cannot|can[’']?t|won[’']?t"
        r"|will\snot)\s(?:do|be\sdone)(?:\s(?:this|it|that))?"
    ),
}
# "in May 2024", "(autumn term)", "since 3/5/24"; any other words may take back what was said:
# "done in two schools".
_WHEN = (
    r"(?:,?\s(?:in|on|by|for|since|from))?(?:\s(?:(?:\d{1,4}[./-]){0,2}\d{1,4}(?:st|nd|rd|th)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|spring|summer|autumn|winter"
    r"|early|mid|late|next|this|last|year|term|month|the|end|of),?){1,6}"
)
# Colours mean different things to different teams; they may stand beside a word, not for it.
_COLOUR = r"(?:red|amber|yellow|green|blue|grey)"
_STATUS = re.compile(
    rf"[\W_]{{0,4}}(?:status\s?[:–—-]\s)?(?:{_COLOUR}\s?[:–—/-]\s?)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
    + rf")(?:{_WHEN})?(?:\s?\((?P<aside>[^()]{{1,80}})\))?"
    r"(?:[^\w?(]{0,4}$|\s?[:–—]\s?|\s?-\s|,?\s(?=because\b))",
    re.IGNORECASE,
)
# "Completed 50%", "done 2 of 6" and "3/5" are not done.
_SHARE = re.compile(
    r"\b(?!100\s?%)\d{1,3}\s?%|\b\d{1,3}\s(?:out\s)?of\s(?:the\s)?\d|(?<![\d./-])\d{1,3}/\d{1,3}(?![\d/])"
)
_MONTH = re.compile(r"\b[a-z]{3,9}\.?\s20\d\d\b", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A status at the start of a text: its words, and what stands behind them."""

    status: Status
    words: str
    rest: str
    aside: str


@dataclass(frozen=True)
class HowFar:
    """`status` is None where the document says none; `remarks` are findings without the place."""

    status: str | None = None
    due: date | None = None
    reason: str = ""
    remarks: tuple[Finding, ...] = ()


def find_status(text: str) -> Found | None:
    """The status that is all of a text, or its beginning before a colon or dash."""
    text = " ".join(text.split())
    match = _STATUS.match(text)
    if not match or _SHARE.search(match[0]):
        return None
    name = next(name for name in _WORDS if match[name])
    return Found(Status[name], match[0], text[match.end() :], match["aside"] or "")


def how_far(voice: Submission) -> HowFar:
    """By the column of the table, else by the words with which the answer begins."""
    texts = voice.states or _beginnings(voice.did)
    found = [find_status(text) for text in texts]
    if not texts:
        return HowFar()
    said = "”, “".join(shortened(text, 60) for text in texts)
    if not voice.did:
        return _remark("skipped", f"the status “{said}” was left out: there is no “We did”.")
    if None in found:
        return _remark(
            "skipped",
            f"the status “{said}” is not plainly one of ours, so it is “{Status.DONE.label}”.",
        )
    status = found[0].status
    if any(one.status != status for one in found):
        remark = f"the status is “{said}”, which together is “{Status.UNDER_WAY.label}”."
        return HowFar(Status.UNDER_WAY.value, remarks=(Finding("skipped", remark),))
    if status == Status.PLANNED:
        return _planned(texts if voice.states else [one.words for one in found])
    label = find_status(voice.did[0].text)
    remarks = _left_out(said, found) if voice.states else ()
    if status == Status.NOT_POSSIBLE:
        behind = label.rest if label and label.status == status and len(voice.did) == 1 else ""
        return _refused(behind, voice, remarks)
    return HowFar(status.value, remarks=remarks)


def _beginnings(did: list[Block]) -> list[str]:
    """The texts that begin with a status. The first one speaks for all, but a bullet for itself
    only: "Not possible: a third pool" below two that were built."""
    begun = [block.text for block in did if find_status(block.text)]
    if any(isinstance(block, Item) for block in did):
        return begun if len(begun) == len(did) else []
    return begun if begun and begun[0] == did[0].text else []


def _planned(texts: list[str]) -> HowFar:
    """A plan has a day (the database insists): without one, the nearest that is not "Done"."""
    due = next((day for text in texts if (day := _day(text))), None)
    if due:
        return HowFar(Status.PLANNED.value, due)
    remark = Finding(
        "placeholder",
        "“Planned” needs a day, and the document gives none. The status is "
        f"“{Status.UNDER_WAY.label}” until you choose “Planned” and enter the day.",
    )
    return HowFar(Status.UNDER_WAY.value, remarks=(remark,))


def _day(text: str) -> date | None:
    """The day, or the last one of "May 2025"."""
    day = find_date(text)
    if day:
        return day
    days = (find_date(f"1 {match[0]}") for match in _MONTH.finditer(text))
    first = next((day for day in days if day), None)
    return first and first.replace(day=monthrange(first.year, first.month)[1])


def _refused(reason: str, voice: Submission, remarks: tuple[Finding, ...]) -> HowFar:
    """A refusal has a reason. The words of the column are for staff: they are none."""
    if not reason:
        reason = to_text(voice.did)
        sentence = "what stands under “We did” is taken for the reason why it is not possible."
        remarks += (Finding("placeholder", f"{sentence} Please check."),)
    return HowFar(Status.NOT_POSSIBLE.value, None, in_one_line(reason, LONGEST_REASON), remarks)


def _left_out(said: str, found: list[Found]) -> tuple[Finding, ...]:
    if not any(one.rest or one.aside for one in found):
        return ()
    kept = found[0].status.label
    return (Finding("skipped", f"of the status “{said}” only “{kept}” was kept."),)


def _remark(code: str, text: str) -> HowFar:
    return HowFar(remarks=(Finding(code, text),))
