"""What an expectation said: its history, its text on a day, and what is left of a withdrawn one."""

from datetime import date

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from graduated_response.citations import dated_address, on_day, reference
from graduated_response.filters import audience_of, in_words_for
from graduated_response.history import events
from graduated_response.models import Edition, Wording
from graduated_response.models.wordings import last_of
from localoffer.publishing.views import read_only

EVENTS_PER_PAGE = 20


@read_only
def history(request: HttpRequest, code: str) -> HttpResponse:
    """What the public could read under a code, and when it changed; newest first."""
    wordings = public_wordings(code)
    try:
        page = Paginator(events(wordings), EVENTS_PER_PAGE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("There is no such page of the history.") from error
    context = {"page_obj": page, "present": wordings[-1], **common(request, code, "History")}
    return render(request, "graduated_response/statement_history.html", context)


@read_only
def dated(request: HttpRequest, code: str, day: date) -> HttpResponse:
    """What was in force when a day ended; today, what is in force now. For good, and for nobody's
    index: who searches should find the newest text."""
    if day > timezone.localdate():
        raise Http404("That day is still to come.")
    wordings = public_wordings(code)
    moment = min(last_of(day), timezone.now())
    wording = next((each for each in wordings[::-1] if each.since <= moment), None)
    if wording is None:
        raise Http404("This expectation was not published yet on that day.")
    context = {
        "day": day,
        "wording": wording,
        "was_withdrawn": wording.has_ended(moment),
        "is_present": wording == wordings[-1] and not wording.has_ended(timezone.now()),
        "reference": reference(request, code, wording.since, day),
        "edition": on_day(Edition.known(request), day),
        **common(request, code, date_format(day, "j F Y")),
    }
    response = render(request, "graduated_response/statement_dated.html", context)
    return unindexed(response)


@read_only
def in_edition(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Lead to the text on the day of an edition."""
    edition = get_object_or_404(Edition.objects.live(), slug=slug)
    address = in_words_for(dated_address(code, edition.date), audience_of(request))
    return redirect(address)


def withdrawn(request: HttpRequest, code: str) -> HttpResponse:
    """Its code still answers: with when it was withdrawn, its last text and what says it now.

    Raises Http404 for what was never public.
    """
    last = public_wordings(code)[-1]
    heir = last.statement.replaced_by_id
    now = Wording.objects.at(timezone.now()).filter(statement=heir) if heir else None
    context = {
        "wording": last,
        "replacement": now.select_related("statement").first() if now else None,
        **common(request, code),
    }
    return unindexed(render(request, "graduated_response/statement_withdrawn.html", context))


def public_wordings(code: str) -> list[Wording]:
    """All that was ever in force under a code, oldest first, with its expectation."""
    rows = Wording.objects.public().filter(statement__code=code).order_by("since")
    if wordings := list(rows.select_related("statement")):
        return wordings
    raise Http404("There is no such expectation.")


def common(request: HttpRequest, code: str, page_name: str = "") -> dict:
    """What statement_page.html needs."""
    return {"code": code, "audience": audience_of(request), "page_name": page_name}


def unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
