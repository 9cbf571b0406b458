"""A "You said, we did" document, read into blocks, becomes a report that can be previewed and
saved.
"""

import re

from graduated_response.imports.questions import find_layout
from localoffer.document_reader.blocks import Block, Table
from localoffer.document_reader.dates import find_years
from localoffer.document_reader.findings import Finding, shortened, text_findings
from localoffer.document_reader.flattened import Term
from localoffer.document_reader.headings import first_title
from localoffer.document_reader.markup import to_html, to_text
from localoffer.document_reader.preparing import prepared
from localoffer.document_reader.question_labels import ends_asking
from localoffer.document_reader.reading import read
from localoffer.document_reader.voice_labels import is_title
from surveys.imports.closing import Closing, close, peel_last
from surveys.imports.report import Passage, VoiceEntry, YouSaidReport
from surveys.imports.sorting import sort_voices
from surveys.imports.statuses import how_far
from surveys.imports.voices import Sorted, Submission

UNTITLED = "You said, we did"
NOTHING_FOUND = (
    "No pairs of “You said” and “We did” were found in this document, so nothing was imported."
)
OTHER_KIND = (
    "This looks like a document of questions and answers, so nothing was imported."
    " Import it as questions instead."
)

# More than any page shows; storing each takes some milliseconds, in a request.
MOST_ENTRIES = 1_000
TOO_MANY = (
    f"The document has more than {MOST_ENTRIES:,} entries, so nothing was imported. Send it in"
    " parts."
)
_OTHER_PAPER = re.compile(
    r"\b(?:minutes|agenda|action (?:log|plan)|risk register|terms of reference)\b", re.IGNORECASE
)
_HEARD = re.compile(r"\b(?:feedback|views|comments|voices?|told|heard|said)\b", re.IGNORECASE)


def you_said_in(content: bytes, name: str) -> YouSaidReport:
    """The whole way from a file to its report, in the sandbox. Raises Unreadable."""
    return parse_you_said(read(content, name))


def parse_you_said(blocks: list[Block]) -> YouSaidReport:
    """The report for a document.

    Never raises: a document that holds no pairs gives a report whose `refused` says so.
    """
    blocks, terms = prepared(blocks)
    found = sort_voices(blocks)
    refused = _refusal(blocks, found)
    if refused:
        return YouSaidReport(title=first_title(blocks), refused=refused)
    closing = close(peel_last(found.voices) + found.after)
    closing.progress[:0] = found.orphans
    closing.promises[:0] = found.promises
    report = YouSaidReport(_title(found.before))
    report.year = _year(report.title, found.before)
    report.intro = to_text(found.before)
    report.intro_html = to_html(
        [block for block in found.before if block.text.strip() != report.title]
    )
    report.entries = [_entry(voice) for voice in found.voices]
    report.progress = [_passage(block) for block in closing.progress]
    report.promises = [
        _passage(block) for block in closing.promises if not block.text.rstrip().endswith(":")
    ]
    report.glossary = terms
    rows = [*report.entries, *report.progress, *report.promises]
    if max(len(rows), len(terms)) > MOST_ENTRIES:
        return YouSaidReport(title=report.title, refused=TOO_MANY)
    report.warnings = _warnings(found, closing, terms)
    return report


def _refusal(blocks: list[Block], found: Sorted) -> str | None:
    """Why nothing can be imported, or None. Minutes have issues and actions, and "You asked" with
    a question after it is a question.
    """
    paired = any(voice.paired for voice in found.voices)
    named = any(is_title(block.text) for block in found.before)
    kinds = {kind for _, kind in found.marked}
    title = first_title(blocks)
    minutes = kinds == {"general"} and _OTHER_PAPER.search(title) and not _HEARD.search(title)
    asked = {kind for role, kind in found.marked if role == "said"} == {"asked"} and all(
        ends_asking(voice.said[-1].text) for voice in found.voices if voice.said
    )
    if (not paired or (asked and not named)) and find_layout(blocks).answered:
        return OTHER_KIND
    return NOTHING_FOUND if not paired or (minutes and not named) else None


def _title(before: list[Block]) -> str:
    texts = [" ".join(block.text.split()) for block in before if not isinstance(block, Table)]
    return next((text for text in texts if is_title(text)), "") or first_title(before) or UNTITLED


def _year(title: str, before: list[Block]) -> int | None:
    """The last year in the title, or in the first line; else the only year in the opening lines."""
    years = find_years(title) or find_years(first_title(before))
    if years:
        return max(years)
    opening = set(find_years(to_text(before)))
    return opening.pop() if len(opening) == 1 else None


def _entry(voice: Submission) -> VoiceEntry:
    come = how_far(voice)
    return VoiceEntry(
        said=_texts(voice.said),
        did=_texts(voice.did),
        said_html=to_html(voice.said),
        did_html=to_html(voice.did),
        theme=voice.theme,
        evidence=_texts(voice.evidence),
        status=come.status,
        due=come.due,
        reason=come.reason,
    )


def _texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if block.text]


def _passage(block: Block) -> Passage:
    return Passage(block.text, to_html([block]))


def _warnings(found: Sorted, closing: Closing, terms: list[Term]) -> list[Finding]:
    warnings = [
        Finding(
            "flattened-glossary",
            f"The meaning of “{term.term}” was glued into the text. The plain words were restored.",
        )
        for term in terms
    ]
    for number, voice in enumerate(found.voices, start=1):
        warnings += _unpaired(voice)
        warnings += text_findings([*voice.said, *voice.did, *voice.evidence], f"Entry {number}")
        warnings += [
            Finding(remark.code, f"Entry {number}: {remark.text}")
            for remark in how_far(voice).remarks
        ]
    warnings += [
        Finding(
            "unpaired",
            f"This belongs to no pair and was kept as progress: “{shortened(block.text)}”.",
        )
        for block in closing.progress
    ]
    for where, blocks in (
        ("Introduction", found.before),
        ("Progress", closing.progress),
        ("Promises", closing.promises),
    ):
        warnings += text_findings(blocks, where)
    warnings += [Finding("skipped", text) for text in found.left]
    return warnings + [
        Finding("skipped", f"This was not imported: “{shortened(block.text, 200)}”.")
        for block in closing.left
    ]


def _unpaired(voice: Submission) -> list[Finding]:
    if voice.paired:
        return []
    missing = "We did" if voice.said else "You said"
    text = shortened(" ".join(_texts(voice.said or voice.did)))
    return [Finding("unpaired", f"There is no “{missing}” to this: “{text}”.")]
