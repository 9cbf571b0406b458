"""The footnotes and endnotes of a Word file."""

from lxml import etree

from localoffer.document_reader.archive import Archive
from localoffer.document_reader.blocks import Paragraph
from localoffer.document_reader.runs import tidy
from localoffer.document_reader.word_runs import RunReader
from localoffer.document_reader.word_styles import Styles, child, local, value

_KINDS = ("footnote", "endnote")


class Notes:
    """Gives each note once, where the text first refers to it."""

    def __init__(self, archive: Archive, parts: dict[str, str], styles: Styles) -> None:
        self._notes: dict[tuple[str, str], etree._Element] = {}
        self._readers: dict[str, RunReader] = {}
        for kind in _KINDS:
            part = parts.get(f"{kind}s", "")
            root = archive.xml(part)
            if root is None:
                continue
            self._readers[kind] = RunReader(styles, archive.links(part))
            for note in root:
                if local(note) == kind:
                    self._notes[kind, value(note, "id") or ""] = note

    def take(self, references: list[tuple[str, str]]) -> list[Paragraph]:
        """The paragraphs of the notes that a paragraph refers to."""
        found = []
        for kind, number in references:
            note = self._notes.pop((kind, number), None)
            for element in note.iter("{*}p") if note is not None else ():
                style_id = value(child(element, "pPr", "pStyle"))
                if runs := tidy(self._readers[kind].read(element, style_id)):
                    found.append(Paragraph(runs))
        return found
