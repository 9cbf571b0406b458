"""A poster for any public page, its QR code as a file, and the short addresses on posters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header

from localoffer.publishing.views import read_only

from . import qr
from .shared import Shared, shared
from .short import live_row


@read_only
def poster(request: HttpRequest) -> HttpResponse:
    page = shared(request)
    context = {"shared": page, "code": qr.drawing(page.address)}
    return unindexed(render(request, "sharing/poster.html", context))


@read_only
def code_svg(request: HttpRequest) -> HttpResponse:
    page = shared(request)
    context = {"shared": page, "code": qr.drawing(page.address)}
    return as_file(page, render_to_string("sharing/code.svg", context), "svg", "image/svg+xml")


@read_only
def code_png(request: HttpRequest) -> HttpResponse:
    page = shared(request)
    return as_file(page, qr.png(page.address), "png", "image/png")


@read_only
def follow(request: HttpRequest, code: str, rest: str = "") -> HttpResponse:
    """Lead from a short address to where its page is today; never for good."""
    row = live_row(code)
    if row is None:
        raise Http404("There is no such page.")
    return redirect(row.get_absolute_url() + rest)


def as_file(page: Shared, content: str | bytes, ending: str, kind: str) -> HttpResponse:
    response = unindexed(HttpResponse(content, content_type=kind))
    name = f"{page.file_name}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
