"""What stands between a draft and the public. settings.BEFORE_PUBLISHING names it, so that
publishing need not know who checks."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator

from localoffer.identity.own_names import own_names
from localoffer.publishing.models import Published

from .checks import Known, Remark, dates, identity, placeholders
from .models import Confirmed
from .remarks import UNFINISHED, contradicting, may_publish
from .texts import texts_in

# What a name, an address or a line of words can hold; a page needs all the others too.
FOR_SMALL = (identity.check, placeholders.check, dates.check)
TICK = (
    '{} <q>{}</q> <label><input type="checkbox" name="confirm_remark" value="{}"> I have '
    "checked it. It may be shown.</label>"
)


def obstacles(
    request: HttpRequest | None, row: Published, together: Iterable[Published]
) -> list[str]:
    """Sentences to the editor; none: it may go. Boxes that were ticked are noted first. What the
    row itself says that it lacks, publishing says without being told."""
    keys = request.POST.getlist("confirm_remark") if request else []
    if keys:
        Confirmed.objects.confirm(row, keys, request.user)
    remarks = [each for each in may_publish(row, together) if each.code != UNFINISHED]
    return [f"{remark.label}: {_with_its_words(remark)}" for remark in remarks]


def obstacles_of_small(
    request: HttpRequest, row: Model, changed: Collection[str]
) -> Iterator[tuple[str | None, str]]:
    """(field, sentence) of what must be mended or confirmed in a record without drafts, before it
    is saved. What identifies nobody is confirmed with a box beside the sentence."""
    known = Known(own_names=own_names())
    texts = [text for text in texts_in(row) if text.field in changed]
    ticked = set(request.POST.getlist("confirm_remark"))
    if row.pk:
        Confirmed.objects.confirm(row, ticked, request.user)
        ticked |= Confirmed.objects.keys_of(row)
    remarks = [remark for check in FOR_SMALL for remark in check(texts, known)]
    if hasattr(row, "contradictions"):
        remarks += contradicting(row, texts)
    for remark in remarks:
        if remark.level == "block" and not (remark.can_be_confirmed and remark.key in ticked):
            yield remark.text.field if remark.text else None, _sentence(remark)


def _sentence(remark: Remark) -> str:
    if remark.can_be_confirmed:
        return format_html(TICK, remark.sentence, ", ".join(remark.excerpts), remark.key)
    return _with_its_words(remark)


def _with_its_words(remark: Remark) -> str:
    """The sentence, and what it is about where that names nobody: it is kept, and sent by e-mail,
    when something could not be published at its time."""
    words = Truncator(", ".join(remark.excerpts)).chars(80)
    if not words or words in remark.sentence or remark.can_be_confirmed:
        return remark.sentence
    return f"{remark.sentence} “{words}”"
