"""Pages on which people type what must not stay anywhere: no cache, no file, no report."""

from collections.abc import Callable
from functools import wraps

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

_FORGERY = CsrfViewMiddleware(lambda request: HttpResponse())


def keeps_nothing(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """For views that answer GET and POST; HEAD too.

    Uploads stay in memory (a file too large for that is left out, as if none was sent), and a
    report of a fault shows no field. The view itself must look at `request.is_forged`: a POST that
    may come from another site changes and opens nothing, but what was typed is offered back, which
    Django's own page for this does not.
    """

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        request.is_forged = _FORGERY.process_view(request, view, (), {}) is not None
        return view(request)

    methods = require_http_methods(["GET", "HEAD", "POST"])
    return csrf_exempt(methods(never_cache(sensitive_post_parameters()(guarded))))
