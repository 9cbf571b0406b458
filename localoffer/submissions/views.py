"""The way of a form from a visitor to its record: a view wrapped in `form_page` calls `take`, then
redirects to the page of thanks or shows the form."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from . import throttle
from .forms import SubmissionForm
from .models import Submission


def form_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Never kept, and sent from here only. Other methods are answered with 405 before the check
    against forged forms, which would answer them with 403."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return csrf_exempt(never_cache(methods(csrf_protect(view))))


def take(
    request: HttpRequest, form: SubmissionForm, name: str, tell: Callable[[Submission], None]
) -> Submission | None:
    """The record of what was sent; None where the form is to be shown, with `form.status`.

    `name` is that of the form, for counting. `tell` is called once, with what is newly kept and
    was sent by a person.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    if form.asks_first():
        return None
    if throttle.is_too_much(request, name):
        form.add_error(None, throttle.TOO_MANY)
        form.status = 429
        return None
    submission = form.save(commit=False)
    submission.key = form.record_key()
    if form.is_suspect():
        submission.status = Submission.HELD
    return submission.keep(tell)
