"""What stands after the last pair: how things are going, and what is promised."""

import re
from dataclasses import dataclass, field

from localoffer.document_reader.blocks import Block, Heading, Item, Paragraph, Table
from localoffer.document_reader.voice_labels import voice_label
from surveys.imports.voices import Submission

_PROMISE = re.compile(
    r"\b(?:we|the council|the team|the service|our [a-z]{1,20}(?: [a-z]{1,20})?)(?:[’']ll\b"
    r"|\b[^.!?]{0,45}?\b(?:hope|hopes|hoping|plan|plans"
    r"|planning|aim|aims|aiming|intend|intends|intending|will|going to|looking to)\b)"
    r"|\b(?:is|are) (?:planned|due)\b|\bwill (?:be|hold|publish|launch|start|open|run|offer"
    r"|take place|happen|follow)\b",
    re.IGNORECASE,
)
_PROGRESS = re.compile(
    r"\b(?:pleased|proud|glad|happy|delighted) (?:to|that)\b|\bcontinu(?:e|es|ed|ing)\b"
    r"|\bprogress\b|\bcompar(?:e|ed|ing|ison)\b"
    r"|\bsince (?:then|last|the last|20\d\d)\b|\bso far\b|\bimproved\b|\bper ?cent\b|\d ?%"
    r"|\bsurvey (?:results|shows?|showed|found)\b"
    r"|\bmore (?:parents|families|carers|people) (?:now|than|said|say|feel)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:contact us|e-?mail us|get in touch|phone us|call us|tell us what you think"
    r"|have your say|page last|last updated|back to top"
    r"|share this|print this|click here|copyright|©|if you would like|if you want"
    r"|would you like)\b",
    re.IGNORECASE,
)


_FAREWELL = re.compile(
    r"\W{0,3}(?:if you (?:would like|want|[’']d like) (?:to|more)|if you[’']d like (?:to|more)"
    r"|if you have (?:any|questions|comments|feedback|views|something)|to find out more"
    r"|for more information|contact us|page last"
    r"|tell us what you think|thank you|many thanks)\b",
    re.IGNORECASE,
)

# What is under it names a person, who is not asked before a page shows it.
_SIGNED = re.compile(
    r"\W{0,3}(?:(?:(?:kind|best|warm) (?:regards|wishes)|yours (?:sincerely|faithfully|truly)"
    r"|regards)\b|(?:many |with )?thanks\W{0,3}$)",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\W{0,3}thank you(?: (?:all|very much|so much))?\W{0,3}", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:related|useful|other|more) (?:pages?|links?|information|content)|see also|share this.*"
    r"|on this page|in this section",
    re.IGNORECASE,
)


@dataclass
class Closing:
    progress: list[Block] = field(default_factory=list)
    promises: list[Block] = field(default_factory=list)
    left: list[Block] = field(default_factory=list)


def peel_last(voices: list[Submission]) -> list[Block]:
    """Takes from the last entry the paragraphs that speak of progress or promises for all, and
    gives them back.

    Only what goes beyond the length of the other entries is looked at: a second paragraph is not
    strange where others have two. Words of farewell end the last entry anywhere.
    """
    if not voices or not voices[-1].did:
        return []
    did = voices[-1].did
    usual = max((len(voice.did) for voice in voices[:-1]), default=1)
    for place in range(1, len(did)):
        block = did[place]
        if isinstance(block, Paragraph) and (
            says_farewell(block) or (place >= usual and speaks_for_all(block))
        ):
            voices[-1].did, after = did[:place], did[place:]
            return after
    return []


def speaks_for_all(block: Block) -> bool:
    """True for words about how things are going, or a promise, not about one entry."""
    return bool(_PROGRESS.search(block.text) or _PROMISE.search(block.text))


def says_farewell(block: Block) -> bool:
    """True for words to the reader beside the matter: "Thank you", "Kind regards", "To find out
    more".
    """
    return bool(_FAREWELL.match(block.text)) or signs(block)


def signs(block: Block) -> bool:
    """True for "Kind regards", below which only names stand."""
    return bool(_SIGNED.match(block.text))


def close(after: list[Block]) -> Closing:
    """Sorts the texts after the entries. Headings help: all below "Next steps" is promised."""
    closing = Closing()
    promised = False
    for block in _without_asides(after, closing.left):
        if isinstance(block, Heading):
            label = voice_label(block.text)
            promised = bool(label and label.role == "next")
        elif isinstance(block, Table):
            closing.left.append(block)
        elif _is_promise(block, promised):
            closing.promises.append(block)
        elif _CONTACT.search(block.text) or block.text.rstrip().endswith("?"):
            if not block.text.rstrip().endswith("?"):
                closing.left.append(block)
        elif not block.text.rstrip().endswith(":"):
            closing.progress.append(block)
        else:
            promised = bool(_PROMISE.search(block.text))
    return closing


def _without_asides(after: list[Block], left: list[Block]) -> list[Block]:
    """The blocks but for what is below "Kind regards" or "Related pages", which `left` gets."""
    kept: list[Block] = []
    aside = False
    for block in after:
        if _SIGNED.match(block.text):
            aside = True
        elif isinstance(block, Heading):
            aside = bool(_ELSEWHERE.fullmatch(block.text.strip(" :")))
        (left if aside or _THANKS.fullmatch(block.text) else kept).append(block)
    return kept


def _is_promise(block: Block, promised: bool) -> bool:
    text = block.text.rstrip()
    if text.endswith((":", "?")) or (_CONTACT.search(text) and not isinstance(block, Item)):
        return False
    return promised or bool(_PROMISE.search(text))
