"""Asking for the booklet on paper or in another format."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from graduated_response import copy_requests
from graduated_response.forms import CopyRequestForm
from graduated_response.models import CopyRequest
from localoffer.publishing.views import read_only
from localoffer.voices import throttle

TITLE = "Ask for a paper copy or another format"


@csrf_exempt  # other methods are answered with 405 before the check, which stands below
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def ask(request: HttpRequest) -> HttpResponse:
    form = CopyRequestForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if throttle.is_too_much(request, "copy-request"):
            form.add_error(None, throttle.TOO_MANY)
            status = 429
        else:
            suspect = form.is_suspect()
            kept = copy_requests.keep(form.save(commit=False), form.key, is_suspect=suspect)
            return redirect("graduated_response:booklet_asked", kept.reference)
    context = {"form": form, "title": TITLE}
    return render(request, "graduated_response/copy_request.html", context, status=status)


@read_only
@never_cache
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Says nothing about the person: who has the address of this page need not be them."""
    found = get_object_or_404(CopyRequest, reference=reference)
    response = render(request, "graduated_response/copy_request_sent.html", {"asked": found})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
