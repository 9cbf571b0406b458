"""What a visitor without an account finds at an address of this site."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve


def status_of(address: str) -> int:
    """The status of the answer to a GET. Asks the view alone; its page is not rendered."""
    parts = urlsplit(address)
    response = answer_at(visit(unquote(parts.path), parts.query))
    return response.status_code if response else 404


def answer_at(request: HttpRequest) -> HttpResponse | None:
    """The view's answer to a visit, before its page is rendered; None where there is no page."""
    try:
        view, args, kwargs = resolve(request.path)
        return view(request, *args, **kwargs)
    except (Resolver404, Http404):
        return None


def visit(path: str, query: str) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    host = urlsplit(settings.SITE_URL)
    request.META = {
        "SERVER_NAME": host.hostname,
        "SERVER_PORT": str(host.port or (443 if settings.HTTPS else 80)),
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "wsgi.url_scheme": host.scheme,
    }
    request.GET = QueryDict(query)
    request.user = AnonymousUser()
    return request
