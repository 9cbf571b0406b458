"""What stands between a draft and the public. settings.BEFORE_PUBLISHING names it, so that
publishing need not know who checks."""

from collections.abc import Iterable

from django.http import HttpRequest

from localoffer.publishing.models import Published

from .models import Confirmed
from .remarks import UNFINISHED, may_publish


def obstacles(request: HttpRequest, row: Published, together: Iterable[Published]) -> list[str]:
    """Sentences to the editor; none: it may go. Boxes that were ticked are noted first. What the
    row itself says that it lacks, publishing says without being told."""
    if keys := request.POST.getlist("confirm_remark"):
        Confirmed.objects.confirm(row, keys, request.user)
    remarks = [each for each in may_publish(row, together) if each.code != UNFINISHED]
    return [f"{remark.label}: {remark.sentence}" for remark in remarks]
