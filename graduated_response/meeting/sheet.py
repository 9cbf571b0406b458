"""The sheet for a meeting: what is on it, and how a family saves it on a phone."""

from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from .forms import MeetingForm

AGREED_ROWS = 4
LINE = "." * 40
STYLE = f"<style>\n{Path(__file__).with_name('sheet.css').read_text()}</style>"


@dataclass(frozen=True)
class Sheet:
    """Words as they were typed; templates escape them."""

    when: str = ""
    who: str = ""
    questions: tuple[str, ...] = ()
    notes: str = ""

    @property
    def agreed_rows(self) -> range:
        return range(AGREED_ROWS)


def sheet_of(form: MeetingForm) -> Sheet:
    """From a valid form. A family's own questions stand with the others."""
    given = form.cleaned_data
    own = [line.strip() for line in given["own"].splitlines() if line.strip()]
    asked = [question.words for question in form.asked()]
    return Sheet(given["when"], given["who"], (*asked, *own), given["notes"])


def as_html(sheet: Sheet) -> str:
    """A page of its own, which every phone and computer opens and prints."""
    style = mark_safe(STYLE)  # noqa: S308 - our own file
    return render_to_string(
        "graduated_response/meeting_file.html", {"sheet": sheet, "style": style}
    )


def as_text(sheet: Sheet) -> str:
    """For a message or the notes of a phone; with the mark by which Windows knows the letters."""
    questions = [f"[ ] {question}\n    {LINE}" for question in sheet.questions]
    agreed = [f"What: {LINE}\nWho: {LINE}\nBy when: {LINE}"] * AGREED_ROWS
    blocks = [
        "MY SHEET FOR THE MEETING",
        f"When and where: {sheet.when or LINE}",
        f"Who will be there:\n{sheet.who or LINE}",
        "WHAT I WANT TO ASK",
        *(questions or [LINE]),
        "WHAT I WANT TO SAY",
        sheet.notes or LINE,
        "WHAT WE AGREED",
        *agreed,
        f"We meet again on: {LINE}",
    ]
    return "\ufeff" + "\n\n".join(blocks).replace("\n", "\r\n") + "\r\n"
