"""What a visitor without an account finds at an address of this site."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve


def status_of(address: str) -> int:
    """The status of the answer to a GET. Asks the view alone; its page is not rendered."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    try:
        view, args, kwargs = resolve(path)
        return view(visit(path, parts.query), *args, **kwargs).status_code
    except (Resolver404, Http404):
        return 404


def visit(path: str, query: str) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    host = urlsplit(settings.SITE_URL)
    request.META = {
        "SERVER_NAME": host.hostname,
        "SERVER_PORT": str(host.port or (443 if settings.HTTPS else 80)),
        "QUERY_STRING": query,
        "wsgi.url_scheme": host.scheme,
    }
    request.GET = QueryDict(query)
    request.user = AnonymousUser()
    return request
