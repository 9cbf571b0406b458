"""Requests that are too large are refused before anything of them is read."""

from collections.abc import Callable
from inspect import unwrap

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# The fields beside a file, and what the form adds around it.
AROUND = 1024 * 1024


class BodyLimitMiddleware:
    """The address says how much may come: that of text, and where files are taken (a ModelAdmin's
    `largest_upload`, in bytes) that of the file, from people who really are signed in. A cookie
    alone lifts nothing: anybody can send one, and fill the disk of temporary files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Before the check against forged forms, which reads the whole body."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length[:20]) if length.isdecimal() else 0
        if size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        file = largest_upload(view)
        if size <= file + AROUND and request.user.is_authenticated:
            return None
        context = {"signed_out": file and not request.user.is_authenticated}
        response = render(request, "media/too_large.html", context, status=413)
        response["Connection"] = "close"
        return response


def largest_upload(view: Callable) -> int:
    """In bytes; 0 where no file is taken that is larger than a text may be."""
    # Under all decorators, a view of the admin is a method of its ModelAdmin.
    owner = getattr(unwrap(view), "__self__", None)
    return getattr(owner, "largest_upload", 0)
