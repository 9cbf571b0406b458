"""How people quote an expectation: in words that name its code, its edition, a day and an address.

The address always answers with the text of that day, so it can stand in a plan or a request.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from graduated_response.models import Edition
from graduated_response.models.wordings import last_of
from localoffer.site.context import settings_of
from localoffer.ui.site_url import absolute

TITLE = "Ordinarily Available Provision"


def dated_address(code: str, day: date) -> str:
    return reverse("provision:dated", args=[code, day])


def on_day(editions: Iterable[Edition], day: date) -> Edition | None:
    """The edition in force on a day, of editions that come newest first."""
    return next((edition for edition in editions if edition.date <= day), None)


def reference(request: HttpRequest, code: str, worded: datetime | None, day: date) -> str:
    """'Larkshire Council, Ordinarily Available Provision, AS1, 2026 edition (in force on 22
    November 2026), https://...'. `worded`: since when it said what it said on that day."""
    edition = on_day(Edition.known(request), day)
    when = f"in force on {date_format(day, 'j F Y')}"
    if edition and worded and worded > last_of(edition.date):
        changed = date_format(timezone.localtime(worded), "j F Y")
        when = f"{edition} as changed on {changed} ({when})"
    elif edition:
        when = f"{edition} ({when})"
    address = absolute(dated_address(code, day))
    return f"{settings_of(request).council_name}, {TITLE}, {code}, {when}, {address}"
