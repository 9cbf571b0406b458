"""A number for every request, in the answer and in every log record of it, so that a fault that a
visitor reports can be found. Nothing about the visitor is in it."""

import contextvars
import logging
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_current: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Outermost middleware: sets `request.id` and the `X-Request-ID` header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = secrets.token_hex(8)
        # Left in place: Django logs a 404 only after the middleware is done. The next request of
        # this thread sets its own.
        _current.set(request.id)
        response = self.get_response(request)
        response["X-Request-ID"] = request.id
        return response


class RequestIdFilter(logging.Filter):
    """Gives every record its `request_id`, '-' outside a request; a refusal of somebody who is
    signed in says also whose (ASVS 16.3.2). Nobody is looked up for that."""

    def filter(self, record: logging.LogRecord) -> bool:
        user = getattr(getattr(record, "request", None), "_cached_user", None)
        account = f" account {user.pk}" if user and user.pk else ""
        record.request_id = _current.get() + account
        return True
