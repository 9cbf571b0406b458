"""What staff did is put into the chain of the audit log as soon as it is done."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .audit_chain import extend

logger = logging.getLogger(__name__)


class AuditChainMiddleware:
    """After the transaction of the change, not in it: in there every two changes would wait for
    each other, and each for rows that the other one holds. What fails here is done by the clock.

    Whoever changed something is sent on; a form that is shown again changed nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if was_change(request, response):
            try:
                extend()
            except DatabaseError:
                logger.exception("The audit log was not linked; the clock tries again.")
        return response


def was_change(request: HttpRequest, response: HttpResponse) -> bool:
    sent_on = request.method == "POST" and response.status_code == HTTPStatus.FOUND
    return sent_on and request.path.startswith(reverse("admin:index"))
