"""What goes into a check, and what comes out."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

WHOLE_PAGE = "The whole page"
QUESTIONS = frozenset({"identity", "not-made", "contradiction-asked"})


class Text(NamedTuple):
    """One text of a piece of content. Where `kind` is "html" it is rich text as it was cleaned;
    "code" is too short for prose, such as the name of an edition.

    `row` names the owned row it stands in, as (label of its model, primary key). `may_be_open`: it
    may say that something is not decided yet.
    """

    label: str
    field: str
    value: str
    kind: Literal["plain", "html", "address", "code"] = "plain"
    row: tuple[str, int] | None = None
    may_be_open: bool = False


class Remark(NamedTuple):
    """A sentence to the editor, and the places it is about; `text` is None for the whole page.

    `about` is what else must be the same for a confirmation to go on counting.
    """

    code: str
    level: Literal["warn", "block"]
    text: Text | None
    sentence: str
    excerpts: tuple[str, ...] = ()
    about: str = ""

    @property
    def label(self) -> str:
        return self.text.label if self.text else WHOLE_PAGE

    @property
    def can_be_confirmed(self) -> bool:
        """Whether it is a question, which somebody who knows can answer."""
        return self.code in QUESTIONS

    @property
    def key(self) -> str:
        """The same for the same words, wherever in the page they stand; tells no name."""
        said = "\n".join(filter(None, [self.code, self.about, *self.excerpts]))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class Known(NamedTuple):
    """What the site knows.

    `wordings` are those of live terms; `why_dead(address)` says in a sentence why families cannot
    follow it, and "" where they can or where it leads to another site; `why_no_image(address)` says
    the same of an image they cannot see. `own_names` are those that the site has given.
    """

    wordings: frozenset[str] = frozenset()
    why_dead: Callable[[str], str] = lambda address: ""
    why_no_image: Callable[[str], str] = lambda address: ""
    own_names: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()

Check = Callable[[list[Text], Known], Iterable[Remark]]
