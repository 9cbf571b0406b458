"""How "You said, we did" documents mark their parts: "You told us", "What we did", "Feedback
about transport".
"""

import re
from dataclasses import dataclass

_WHO = (
    r"(?:(?:some|many|several)\s)?(?:parent[\s-]carers?|parents?|carers?|families|family"
    r"|young\speople|children|people|pupils|schools|professionals)"
)
_WHO += (
    r"(?:(?:\sand\s|\s?/\s?|,\s|\s&\s)(?:parents?|carers?|families|young\speople|children"
    r"|professionals)){0,3}"
)
_SAID = (
    rf"what\s(?:you|we|{_WHO})\s(?:said|told\sus|asked(?:\sfor|\sus)?|heard|wanted)"
    rf"|what\sdid\s(?:you|{_WHO})\s(?:say|tell\sus|ask(?:\sfor|\sus)?|want)"
    rf"|you\s(?:have\s|also\s)?(?:said|told\sus"
    rf"|asked(?:\sfor|\sus)?|wanted|felt|suggested|raised)|you[’']ve\s(?:said|told\sus|asked)"
    rf"|{_WHO}\s(?:said|told\sus|asked\sfor)"
    r"|we\sheard|we\swere\stold|(?:your|the|family|parent)\s(?:feedback|comments?|views?|concerns?)"
)
_SAID_GENERAL = r"feedback|comments?|issues?|concerns?|suggestions?"
_DID = (
    r"what\s(?:we|the\scouncil)\s?(?:[’']ve|have|has)?\s?(?:did|done|changed|are\sdoing"
    r"|[’']re\sdoing|is\sdoing)"
    r"|what\s(?:(?:have|has)\s(?:we|the\scouncil)\s(?:done|changed)|did\s(?:we|the\scouncil)\sdo)"
    r"|(?:so\s|and\s)?we\s?(?:[’']ve|have)?\s?(?:did|done|listened|acted|responded|changed)"
    r"|we\s?(?:are|[’']re)\s(?:now\s)?doing"
    r"|(?:our|the\scouncil[’']?s?|council)\s(?:response|answer|reply|actions?)"
    r"|what[’']?s?\s(?:has\s)?(?:changed|happened)"
    r"|how\swe\s(?:have\s)?(?:responded|acted)|here[’']s\swhat\swe\sdid|so\swe"
)
_DID_GENERAL = (
    r"response|answer|reply|actions?(?:\staken)?|outcomes?|results?|what\shappened"
    r"|action\swe\stook|changes?\smade"
)
# "What we have done so far", "Actions taken this year"
_WHEN_DONE = (
    r"(?:\s(?:so\sfar|next|already|since(?:\sthen)?|(?:this|last)\s(?:year|term)|as\sa\sresult"
    r"|in\sresponse|about\s(?:it|this|that)))?"
)
_NEXT = (
    r"(?:our\s)?next\ssteps?|what\s(?:happens\s|is\s|comes\s)?next|what[’']s\snext"
    r"|what\s(?:we\s(?:will|plan\sto|are\sgoing\sto|still\sneed\sto)"
    r"|will\swe|are\swe\sgoing\sto)\sdo"
    r"(?:\snext)?(?:\s(?:this|next)\s(?:year|term)|\sin\s20\d\d)?"
    r"|(?:(?:next\s(?:year|term)|in\s20\d\d),?\s)?we\s(?:will|plan\sto|are\sgoing\sto)"
    r"|we[’']ll|still\sto\sdo|our\spromises?|future\splans?"
    r"|(?:our\s)?priorities\sfor\s(?:20\d\d(?:\s?(?:to|[-–/])\s?\d{2,4})?"
    r"|(?:the\s)?(?:next|coming)\syear)"
    r"|looking\s(?:ahead|forward)|coming\s(?:up|soon|next)"
    r"|our\splans?(?:\sfor\s20\d\d)?|plans?\sfor\s20\d\d|in\sthe\sfuture"
)
_THEME = r"theme|topic|area(?:\sof\sfocus)?|subject|category|focus|heading"
_EVIDENCE = (
    r"evidence|sources?|how\swe\sknow|where\sthis\scame\sfrom"
    r"|what\sthe\ssurvey\s(?:said|showed)|proof"
)
_WORDS = {
    "said": f"{_SAID}|{_SAID_GENERAL}",
    "did": f"(?:{_DID}|{_DID_GENERAL}){_WHEN_DONE}",
    "next": _NEXT,
    "theme": _THEME,
    "evidence": _EVIDENCE,
}
_LABEL = re.compile(
    r"[\W_]{0,6}(?:\d{1,3}[.):]?\s)?(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _WORDS.items())
    + r")\b(?:\s?\(?#?\d{1,3}\)?)?(?:\s(?:about|on|regarding|around|for)"
    r"\s(?P<about>[^:\n]{1,80}?))?"
    r"(?P<end>[”\"’*_]{0,2}\s?(?::|[-–—](?=\s)|…|\.{2,4}|,?(?=\n)|[.?]?\s?$)[”\"’*_]{0,2})",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    (
        r"\W{0,3}(?:you\s(?:said|told\sus|asked(?:\sfor|\sus)?|wanted)|you[’']ve\s(?:said"
        r"|told\sus))\s+\w"
    ),
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\byou (?:said|asked|told us)\s?[,;&/…–—.+-]{0,3}\s?(?:and |so )?we (?:did|listened"
    r"|have done|acted|are doing|responded)"
    r"(?=\W{0,3}$|\s?[-–—:,(|/]|\s(?:20\d\d|for|in|from|report|update|page|feedback|summary"
    r"|spring|summer|autumn|winter)\b|(?:\s(?!not\b|nothing\b)[^\W\d]{1,20}){1,4}\s20\d\d\b)",
    re.IGNORECASE,
)
_YOU_ASKED = re.compile(
    r"[\W\d_]{0,12}you\s(?:have\s|also\s)?asked\b(?!\s(?:for|us\sto))", re.IGNORECASE
)
_GENERAL = re.compile(rf"[\W\d_]{{0,12}}(?:{_SAID_GENERAL}|{_DID_GENERAL})\b", re.IGNORECASE)
_ASKED = re.compile(r"\W{0,6}(?:\d{1,3}[.):]?\s)?what\b", re.IGNORECASE)
_INSIDE = re.compile(rf"(?<=[.?!”\"’)])\s+(?=(?:{_DID}|{_NEXT}|{_SAID})\s?:)", re.IGNORECASE)
_MOST_WORDS_IN_THEME = 10


@dataclass(frozen=True)
class VoiceLabel:
    """`role` is said, did, next, theme or evidence; `about` its subject; `end` where the label
    stops in the text.

    `kind` is "general" for a word that minutes and forms have too ("Issue", "Action"), "asked" for
    "You asked", after which a question may stand, else "sure".
    """

    role: str
    about: str
    end: int
    kind: str = "sure"


def voice_label(text: str) -> VoiceLabel | None:
    """The label that a text begins with, or None. The page's own title "You said, we did" is
    none.
    """
    match = _LABEL.match(text)
    if not match or _TITLE.match(text[:120].lstrip(' *_#“"')):
        return None
    about = (match["about"] or "").strip()
    if about.endswith((".", "!", "?")) or len(about.split()) > _MOST_WORDS_IN_THEME:
        return None
    if match["theme"] and match.end() == len(text):
        return None
    if "?" in match["end"] and not _ASKED.match(text):
        return None
    kind = "general" if _GENERAL.match(text) else "asked" if _YOU_ASKED.match(text) else "sure"
    return VoiceLabel(_role(match), about, match.end(), kind)


def _role(match: re.Match) -> str:
    return next(role for role in _WORDS if match[role])


def running_said(text: str) -> bool:
    """True for a sentence that begins "You told us that ..." without a colon: a label only if
    nothing better is there.
    """
    return bool(_RUNNING.match(text)) and not is_title(text)


def is_title(text: str) -> bool:
    """True when the text names the page: "You said, we did - 2024"."""
    return len(text) <= 200 and bool(_TITLE.search(text))


def labels_inside(text: str) -> list[int]:
    """Where a further label begins inside a paragraph: "You said: ... We did: ..."."""
    return [match.end() for match in _INSIDE.finditer(text)]


def looks_like_you_said(texts: list[str]) -> bool:
    """True when the texts hold both sides of "You said, we did". Questions are not that, neither
    after "You asked:" nor "What has changed?".
    """
    roles = set()
    for text in texts:
        label = voice_label(text)
        asks = text.rstrip(" *_").endswith("?")
        if label and not (asks and (label.kind == "asked" or _ASKED.match(text))):
            roles.add(label.role)
    return {"said", "did"} <= roles
