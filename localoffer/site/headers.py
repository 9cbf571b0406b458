"""Headers that Django and its packages do not set."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class PublicHeadersMiddleware:
    """Answers may be kept but must be asked for again, so that a change shows at once; files under
    hashed names and previews say otherwise themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # As the page itself, which GZipMiddleware compressed (RFC 9110, 15.4.5).
            patch_vary_headers(response, ["Accept-Encoding"])
        return response
