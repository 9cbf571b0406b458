"""Headers that Django and its packages do not set."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
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
        return response


class NotModifiedMiddleware(ConditionalGetMiddleware):
    """A 304 with all headers of the page: a browser puts them in place of those it has (RFC 9111,
    3.2), and Django's own answer has few."""

    OF_THE_BODY = frozenset({"Content-Type", "Content-Length", "Content-Encoding"})

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer.status_code == HTTPStatus.NOT_MODIFIED:
            for name in response.headers.keys() - self.OF_THE_BODY:
                answer.headers[name] = response.headers[name]
            # As the page itself, which GZipMiddleware compressed.
            patch_vary_headers(answer, ["Accept-Encoding"])
        return answer
