"""Asking a question that is answered on the site, for all and without names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from graduated_response import asked_questions
from graduated_response.forms import AskForm
from graduated_response.models import AskedQuestion
from localoffer.publishing.views import read_only
from localoffer.submissions.views import form_page, take

TITLE = "Ask a question"


@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """?event=<slug>: about that event; the address of the form keeps it when it is sent."""
    event = asked_questions.event_named(request.GET.get("event", ""))
    form = AskForm(request.POST or None, instance=AskedQuestion(event=event))
    if kept := take(request, form, "question", asked_questions.tell):
        return redirect("questions:asked", kept.reference)
    context = {"form": form, "title": TITLE, "event": event}
    return render(request, "graduated_response/ask.html", context, status=form.status)


@read_only
@never_cache
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Says nothing of what was asked: who has the address of this page need not be them."""
    found = get_object_or_404(AskedQuestion, reference=reference)
    response = render(request, "graduated_response/ask_sent.html", {"asked": found})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
