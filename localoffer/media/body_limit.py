"""Requests that are too large are refused before anything of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# The fields beside a file, and what the form adds around it.
AROUND = 1024 * 1024


class BodyLimitMiddleware:
    """Only people who are signed in send files: without a session's cookie the limit is that of
    text, so that nobody can fill the disk of temporary files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            most = settings.MEDIA_LARGEST_VIDEO + AROUND
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length[:20]) > most:
            response = render(request, "media/too_large.html", status=413)
            response["Connection"] = "close"
            return response
        return self.get_response(request)
