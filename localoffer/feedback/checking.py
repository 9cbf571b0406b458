"""What stands between an answer and families: the checks that all content passes."""

from django.urls import reverse

from localoffer.editorial.checks import Known, Remark, Text, check
from localoffer.editorial.internal_links import Visitor
from localoffer.identity.own_names import own_names
from localoffer.media.figures import why_not_shown
from localoffer.richtext.html import clean

LABELS = {
    "public_words": "What families will see of it",
    "answer": "Our answer",
    "action": "What we will do",
}


def remarks_on(texts: dict[str, str]) -> list[Remark]:
    """What must be mended or confirmed in texts by the names of their fields (`LABELS`)."""
    found = []
    for name, value in texts.items():
        rich = name != "public_words"
        text = clean(value) if rich else value
        found.append(Text(LABELS[name], name, text, "html" if rich else "plain"))
    visitor = Visitor(reverse("feedback:comments"))
    known = Known(why_dead=visitor.why_dead, why_no_image=why_not_shown, own_names=own_names())
    return [remark for remark in check(found, known) if remark.level == "block"]
