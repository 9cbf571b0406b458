"""Before somebody changes accounts, roles or the second step, a sign-in must not be long ago: an
unlocked computer on a desk is no proof of who sits there (ASVS 7.5.1)."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from .preserved_posts import sign_in_page
from .sessions import SIGNED_IN

FRESH_FOR = 15 * 60
# Names of addresses start so; the page that changes one's own password asks for the old one.
SENSITIVE = ("auth_user_", "auth_group_", "accounts_signinapp_", "second_factor")


class FreshSignInMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """After the check against forged forms: what comes back for another press of the button
        must be what this person typed."""
        name = request.resolver_match.url_name or ""
        if request.method != "POST" or not name.startswith(SENSITIVE):
            return None
        signed_in = request.session.get(SIGNED_IN)
        if signed_in is None or time.time() - signed_in <= FRESH_FOR:
            return None
        return sign_in_page(request)
