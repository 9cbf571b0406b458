"""Self-review for settings: choose, fill in, look at the summary, take it home, go on later.

What people type travels in forms and files alone; see self_review/keeping_nothing.py.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from graduated_response.facets import shelf_of
from graduated_response.self_review.answers import answers_in, clean
from graduated_response.self_review.chart import bars
from graduated_response.self_review.choice import MOST_AT_ONCE, MOST_IN_FORM, Choice
from graduated_response.self_review.forms import ContinueForm
from graduated_response.self_review.privacy import keeps_nothing
from graduated_response.self_review.review import Review
from graduated_response.self_review.summary import Summary
from graduated_response.self_review.table import as_csv
from graduated_response.self_review.workbook import as_workbook
from localoffer.publishing.views import read_only
from localoffer.spreadsheets.writing import CSV, XLSX

KINDS = {"xlsx": (XLSX, as_workbook), "csv": (CSV, as_csv)}
FORGED = (
    "We could not be sure that this came from our page. Nothing is lost: look at what you typed, "
    "and send it again. Your browser must allow cookies of this site."
)


@read_only
def choose(request: HttpRequest) -> HttpResponse:
    return _choose(request, Choice(request.GET, shelf_of(request)))


def _choose(request: HttpRequest, choice: Choice, problem: str = "") -> HttpResponse:
    context = {"choice": choice, "problem": problem, "most": MOST_AT_ONCE}
    return render(request, "graduated_response/audit_choose.html", context)


@keeps_nothing
def fill_in(request: HttpRequest) -> HttpResponse:
    """GET: an empty form for the choice in the address; POST: the form with what was typed."""
    if request.method == "POST":
        review = _sent(request)
        return _form(request, review) if review else redirect("provision:audit")
    choice = Choice(request.GET, shelf_of(request))
    found = len(choice.found())
    if not found:
        return _choose(request, choice, "Nothing matches all of this. Choose fewer things.")
    if choice.is_too_much:
        problem = (
            f"Your choice has {found} expectations. One review holds up to {MOST_AT_ONCE}. "
            "Choose fewer areas now, and do the others in a second review."
        )
        return _choose(request, choice, problem)
    return _form(request, Review(choice))


@keeps_nothing
def summary(request: HttpRequest) -> HttpResponse:
    """What was typed, counted and sorted; the form again where something must be put right."""
    review = _sent(request)
    if review is None:
        return redirect("provision:audit")
    if request.is_forged or review.problems:
        return _form(request, review)
    summed = Summary(review)
    context = {"review": review, "summary": summed, "picture": bars(summed.areas)}
    return render(request, "graduated_response/audit_summary.html", context)


@keeps_nothing
def download(request: HttpRequest) -> HttpResponse:
    """The review as a file, also while a date in it is not understood yet."""
    review = _sent(request)
    if review is None:
        return redirect("provision:audit")
    if request.is_forged:
        return _form(request, review)
    ending = "csv" if request.POST.get("as") == "csv" else "xlsx"
    kind, write = KINDS[ending]
    response = HttpResponse(write(review), content_type=kind)
    name = f"self-review-{timezone.localdate()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@keeps_nothing
def carry_on(request: HttpRequest) -> HttpResponse:
    """Load a downloaded file into the form, and say what changed since."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    length = request.headers.get("Content-Length", "")
    form = ContinueForm(
        *sent,
        shelf=shelf_of(request),
        is_forged=request.is_forged,
        is_large=length.isdecimal() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE,
    )
    if form.is_valid():
        return _form(request, form.review)
    status = 403 if request.is_forged else 200
    context = {"form": form, "title": "Go on with a review"}
    return render(request, "graduated_response/audit_continue.html", context, status=status)


def _sent(request: HttpRequest) -> Review | None:
    """The review that a form sent, compared with what is published now; None where there is none,
    or more than our forms hold."""
    answers = answers_in(request.POST)
    choice = Choice(request.POST, shelf_of(request))
    if not answers or len(choice.found()) > MOST_IN_FORM:
        return None
    review = Review(choice, answers, setting=clean(request.POST.get("setting", "")))
    review.check()
    return review


def _form(request: HttpRequest, review: Review) -> HttpResponse:
    """Where it may be forged, what was typed is offered back, and nothing else done."""
    problems = [{"text": FORGED}] if request.is_forged else review.problems
    context = {"review": review, "problems": problems}
    status = 403 if request.is_forged else 200
    return render(request, "graduated_response/audit_form.html", context, status=status)
