"""Reading a document from top to bottom: each label says where the text after it belongs."""

import re
from heapq import heappop, heappush

from localoffer.document_reader.blocks import Block, Heading, Item, Table
from localoffer.document_reader.dates import find_years
from localoffer.document_reader.voice_labels import VoiceLabel, is_title
from surveys.imports.closing import says_farewell, signs
from surveys.imports.pieces import Piece, begins_section, headings_over_entries, pieces
from surveys.imports.themes import theme_name
from surveys.imports.voice_tables import read_table
from surveys.imports.voices import Sorted, Submission

_YOU = re.compile(r"\W*(?:what\s)?you\b", re.IGNORECASE)
_SPEAKER = re.compile(
    r"\b(?:forum|council|group|team|service|partnership|board|trust|report|survey|newsletter"
    r"|update)\b",
    re.IGNORECASE,
)
_MARKS = ("“", "‘", '"')


def sort_voices(blocks: list[Block]) -> Sorted:
    """The entries of a document, and all that stands around them."""
    sorter = _Sorter(pieces(blocks))
    for place, piece in enumerate(sorter.pieces):
        sorter.take(place, piece)
    sorter.found.voices = [voice for voice in sorter.found.voices if not voice.empty]
    return sorter.found


class _Sorter:
    """`voice` is the entry being written, `role` the side of it; `theme` holds until the next
    heading. `addressed` where entries begin "You said".
    """

    def __init__(self, cut: list[Piece]) -> None:
        self.pieces = cut
        self.found = Sorted()
        self.voice: Submission | None = None
        self.role = ""
        self.theme: str | None = None
        self.columns: list[str] = []
        self.addressed = any(piece.said and _YOU.match(piece.whole.text) for piece in cut)
        self.set_apart = headings_over_entries(cut)
        self.ahead = _Ahead(cut, self.set_apart)
        self.themes = _Themes(self.found.voices)
        self.named = any(
            is_title(piece.block.text) for piece in cut[:6] if not isinstance(piece.block, Table)
        )

    def take(self, place: int, piece: Piece) -> None:
        if isinstance(piece.block, Table):
            self._table(piece.block)
        elif piece.label and not (self._quotes(place, piece) or self._too_early(piece.label)):
            self._label(piece)
        elif piece.label:
            self._text(piece.whole)
        elif self.ahead.begins_section(place):
            self._section(place, piece.block)
        else:
            self._text(piece.block)

    def _quotes(self, place: int, piece: Piece) -> bool:
        """True for what a family says of the answer, under it: no answer follows, and what was
        said first is marked in other words.
        """
        if not piece.said or not self.addressed or not self.voice or not self.voice.did:
            return False
        if not piece.block.text.startswith(_MARKS) or _YOU.match(piece.whole.text):
            return False
        return self.ahead.next_role[place] != "did"

    def _too_early(self, label: VoiceLabel) -> bool:
        """True for "What happens next" over all entries: in a list of contents, say."""
        return label.role == "next" and not self.found.voices

    def _table(self, table: Table) -> None:
        rows = read_table(table, self.columns, self.named)
        if rows is None:
            self._text(table)
            return
        self.columns = rows.columns.roles
        self.found.marked |= rows.columns.marked
        for block in rows.before:
            self._above(block)
        for voice in rows.voices:
            self.themes.append(voice, voice.theme or self.theme)
        self.found.promises += rows.promises
        self.found.after += rows.after
        self.found.left += rows.left
        self.voice, self.role = None, ""

    def _above(self, block: Block) -> None:
        """A text over the header of a table: the title of all, or the theme of this table."""
        if not isinstance(block, Table) and is_title(block.text):
            self._titled_again(block)
        elif self.found.voices:
            self.found.after.append(block)
        else:
            self.found.before.append(block)

    def _label(self, piece: Piece) -> None:
        label, block = piece.label, piece.block
        self.role = label.role
        if label.role in ("said", "did"):
            self.found.marked.add((label.role, label.kind))
        if label.role == "theme":
            self.theme, self.voice, self.role = theme_name(block.text) or None, None, ""
            return
        if label.role == "said":
            self._open(label.about)
        elif label.role == "did" and self._names_theme(block):
            return
        elif label.role == "did":
            self._answer(label.about)
        if block.text:
            self._text(block)

    def _names_theme(self, block: Block) -> bool:
        """ "You said: Travel" and later "We did: Travel" name a theme, not something said and
        done.
        """
        voice = self.voice
        if not voice or len(voice.said) < 2 or voice.said[0].text.lower() != block.text.lower():
            return False
        self.themes.name(voice, voice.said.pop(0).text)
        return True

    def _open(self, about: str) -> None:
        """Begins an entry. Two "You said" in a row with one "We did" after them are one entry."""
        waiting = self.voice and self.voice.said and not self.voice.did
        if waiting and not about and self.voice.theme == self.theme:
            return
        self.voice = Submission()
        self.themes.append(self.voice, about or self.theme)

    def _answer(self, about: str) -> None:
        """Finds the entry that is answered: the one with the same subject, else the one being
        written.
        """
        if not about:
            return
        if same := self.themes.last_of(about):
            self.voice = same
        elif self.voice and not self.voice.theme:
            self.themes.name(self.voice, about)

    def _section(self, place: int, block: Block) -> None:
        """A heading: a theme when entries follow directly, the title when it is the first, else
        the end of entries.
        """
        first = not self.found.before and not self.found.voices
        if first and (is_title(block.text) or not self.ahead.is_level_repeated(place)):
            self.found.before.append(block)
            return
        if self._is_subtitle(place, block):
            self.found.before.append(block)
            return
        self.voice, self.role = None, ""
        if is_title(block.text):
            self._titled_again(block)
            return
        if place < self.ahead.last_entry:
            self.theme = theme_name(block.text) or self.theme
        elif self.found.voices:
            self.found.after.append(block)
        else:
            self.found.before.append(block)

    def _titled_again(self, block: Block) -> None:
        """The title stands over each theme: "You said, we did: Travel", then "You said, we did:
        Places".
        """
        if not self.found.voices:
            self.found.before.append(block)
            self.theme = None
            return
        self.themes.name_others(self.found.before)
        self.theme = _subject([block])

    def _is_subtitle(self, place: int, block: Block) -> bool:
        """True for the only line of its kind, under the title: who speaks, not of what."""
        if self.found.voices or len(self.found.before) != 1 or not _SPEAKER.search(block.text):
            return False
        return place >= self.ahead.last_section

    def _text(self, block: Block) -> None:
        if self.role == "next" and signs(block):
            self.voice, self.role = None, ""
        if self.role == "next" and (isinstance(block, Item) or not says_farewell(block)):
            self.found.promises.append(block)
        elif self.role == "next":
            self.found.after.append(block)
        elif self.role == "did" and self.voice is None:
            self.found.orphans.append(block)
        elif self.role and self.voice is not None:
            getattr(self.voice, self.role).append(block)
        elif self.found.voices:
            self.found.after.append(block)
        else:
            self.found.before.append(block)


class _Ahead:
    """What comes behind each place, found in one walk: a document may have 50,000 headings."""

    def __init__(self, cut: list[Piece], set_apart: bool) -> None:
        self.pieces, self.set_apart = cut, set_apart
        unlabelled = [place for place, piece in enumerate(cut) if not piece.label]
        labelled = [place for place, piece in enumerate(cut) if piece.label]
        tables = [place for place in unlabelled if isinstance(cut[place].block, Table)]
        self.last_label = max(labelled, default=-1)
        self.last_entry = max([self.last_label, *tables])
        headings = [place for place in unlabelled if isinstance(cut[place].block, Heading)]
        self.last_of_level = {cut[place].block.level: place for place in headings}
        sections = (place for place in reversed(unlabelled) if self.begins_section(place))
        self.last_section = next(sections, -1)
        self.next_role = self._next_roles()

    def _next_roles(self) -> list[str]:
        """The role of the label that follows each piece; "" where none does."""
        roles, following = [], ""
        for piece in reversed(self.pieces):
            roles.append(following)
            following = piece.label.role if piece.label else following
        return roles[::-1]

    def begins_section(self, place: int) -> bool:
        return begins_section(self.pieces, place, self.set_apart, self.last_label)

    def is_level_repeated(self, place: int) -> bool:
        """True when further headings of the same level come, so that this one names a theme
        like them.
        """
        block = self.pieces[place].block
        return isinstance(block, Heading) and self.last_of_level.get(block.level, -1) > place


class _Themes:
    """Gives the entries their themes, and finds them again by these: the last one counts."""

    def __init__(self, voices: list[Submission]) -> None:
        self.voices = voices
        self.places: dict[int, int] = {}
        # For each theme the places of entries that had it once, the last one first (a heap).
        self.known: dict[str, list[int]] = {}
        self.asked = 0

    def append(self, voice: Submission, theme: str | None) -> None:
        self.places[id(voice)] = len(self.voices)
        self.voices.append(voice)
        self.name(voice, theme)

    def name(self, voice: Submission, theme: str | None) -> None:
        voice.theme = theme
        if theme:
            heappush(self.known.setdefault(theme.lower(), []), -self.places[id(voice)])

    def last_of(self, theme: str) -> Submission | None:
        places = self.known.get(theme.lower(), [])
        while places:
            voice = self.voices[-places[0]]
            if (voice.theme or "").lower() == theme.lower():
                return voice
            heappop(places)
        return None

    def name_others(self, before: list[Block]) -> None:
        """Entries without a theme are about the subject of the title before all. Each is asked
        once: what stands before the first entry does not change behind it.
        """
        if self.asked == 0:
            self.subject = _subject(before)
        for voice in self.voices[self.asked :]:
            self.name(voice, voice.theme or self.subject)
        self.asked = len(self.voices)


def _subject(blocks: list[Block]) -> str | None:
    """What a title says after its colon or dash, unless that is a year."""
    for block in blocks:
        if not isinstance(block, Table) and is_title(block.text):
            subject = re.split(r"\s?:\s|\s[-–—]\s", block.text)[-1].strip()
            return subject if not is_title(subject) and not find_years(subject) else None
    return None
