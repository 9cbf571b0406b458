"""Asking for the booklet on paper or in another format."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from graduated_response import copy_requests
from graduated_response.forms import CopyRequestForm
from graduated_response.models import CopyRequest
from localoffer.publishing.views import read_only
from localoffer.submissions.views import form_page, take

TITLE = "Ask for a paper copy or another format"


@form_page
def ask(request: HttpRequest) -> HttpResponse:
    form = CopyRequestForm(request.POST or None)
    if kept := take(request, form, "copy-request", copy_requests.tell):
        return redirect("graduated_response:booklet_asked", kept.reference)
    context = {"form": form, "title": TITLE}
    return render(request, "graduated_response/copy_request.html", context, status=form.status)


@read_only
@never_cache
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Says nothing about the person: who has the address of this page need not be them."""
    found = get_object_or_404(CopyRequest, reference=reference)
    response = render(request, "graduated_response/copy_request_sent.html", {"asked": found})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
