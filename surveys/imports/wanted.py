"""The rows of a round that a report asks for."""

import re
from dataclasses import dataclass, field

from django.utils.html import escape

from graduated_response.imports.named_values import find_or_make
from graduated_response.imports.wording import in_one_line
from localoffer.importing.memory import Piece, plain_line
from localoffer.richtext.html import clean
from surveys.imports.report import VoiceEntry, YouSaidReport
from surveys.models import Evidence, Theme

ADDRESS = re.compile(r"https?://[^\s<>\"”]{3,450}[^\s<>\"”.,;:)]")
LABEL = Evidence._meta.get_field("label").max_length
HIGHEST_PLACE = 32_767


@dataclass
class Wanted:
    """`rows` holds pieces by the name of the round's relation. `answers` and `links` refer to
    pieces of it: (what was said, what was done), (what was done, [(label, address)]).
    """

    rows: dict[str, list[Piece]] = field(
        default_factory=lambda: {"said": [], "did": [], "progress": [], "promises": []}
    )
    answers: list[tuple[Piece, Piece]] = field(default_factory=list)
    links: list[tuple[Piece, list[tuple[str, str]]]] = field(default_factory=list)


def wanted_rows(report: YouSaidReport) -> Wanted:
    """Makes themes that are not there yet."""
    wanted = Wanted()
    names = {entry.theme for entry in report.entries if entry.theme and entry.theme.strip()}
    themes = {name: find_or_make(Theme, name) for name in sorted(names)}
    for place, entry in enumerate(report.entries, 1):
        _add_entry(wanted, entry, themes, min(place, HIGHEST_PLACE))
    wanted.rows["progress"] = [_piece(passage.html) for passage in report.progress]
    wanted.rows["promises"] = [
        _piece(passage.html, position=min(place, HIGHEST_PLACE))
        for place, passage in enumerate(report.promises, 1)
    ]
    return wanted


def _add_entry(wanted: Wanted, entry: VoiceEntry, themes: dict[str, Theme], place: int) -> None:
    links, words = _sorted_evidence(entry.evidence)
    said = did = None
    if entry.said_html:
        theme = {"theme_id": themes[entry.theme].pk} if entry.theme in themes else {}
        said = _piece(entry.said_html, position=place, **theme)
        wanted.rows["said"].append(said)
    if entry.did_html:
        standing = entry.status and (entry.status, entry.due, entry.reason)
        said_so = {"standing": standing} if standing else {}
        did = _piece(entry.did_html + words, position=place, **said_so)
        did.words = did_words([said.words] if said else [], did.label)
        wanted.rows["did"].append(did)
        wanted.links.append((did, links))
    if said and did:
        wanted.answers.append((said, did))


def did_words(said: list[str], did: str) -> str:
    """What was done is known by what it answers too: "We did that" alone says little."""
    return " ".join([*said, did])


def _piece(html: str, **values: object) -> Piece:
    text = clean(html)
    words = plain_line(text)
    return Piece(words, {"text": text, **values}, words)


def _sorted_evidence(texts: list[str]) -> tuple[list[tuple[str, str]], str]:
    """Links for the table of evidence; words without an address, as a paragraph for the text."""
    links, words = [], []
    for text in texts:
        found = ADDRESS.search(text)
        if found:
            label = in_one_line(text.replace(found[0], " ").strip(" .,:;()-–"), LABEL)
            links.append((label or in_one_line(found[0], LABEL), found[0]))
        else:
            words.append(f"<p>Where to see it: {escape(in_one_line(text, len(text)))}</p>")
    return links, "".join(words)
