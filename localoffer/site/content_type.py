"""What a request says of its own body, before Django reads the request."""

import re
from collections.abc import Callable, Iterable

_BOUNDARY = re.compile(r'\bboundary=(?:"[^"]*"|[^;\s]*)', re.IGNORECASE)


class PlainContentType:
    """Around the whole application: of the type of a body it leaves the boundary of its parts, and
    nothing else. Our forms are UTF-8. Django reads with whatever charset a visitor names as soon as
    the request is made, before any middleware: a strange one was a fault on every address, with no
    page and no number.
    """

    def __init__(self, application: Callable) -> None:
        self.application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if given := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = without_charset(given)
        return self.application(environ, start_response)


def without_charset(given: str) -> str:
    """'multipart/form-data; charset=rot13; boundary=x' -> 'multipart/form-data; boundary=x'."""
    kind, _, parameters = given.partition(";")
    boundary = _BOUNDARY.search(parameters)
    return f"{kind}; {boundary[0]}" if boundary else kind
