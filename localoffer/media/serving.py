"""Sending the body of a file. The caller has asked before whether this visitor may have it."""

import logging
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import content_disposition_header

from .inspecting.kinds import Kind

CHUNK = 64 * 1024
SHORT_TEXT = 1024
# Whatever a browser makes of the file, it can start nothing, load nothing and read nothing of ours.
POLICY = "default-src 'none'; sandbox"
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)

log = logging.getLogger(__name__)


class Sent(NamedTuple):
    """`name` is what a browser calls the file when it is saved, without ending."""

    file: FieldFile
    kind: Kind
    size: int
    sha256: str
    name: str


def send(request: HttpRequest, sent: Sent, *, private: bool) -> HttpResponseBase:
    """200, 206 for a part (films are asked for in parts), 304, or 416; HEAD has no body."""
    etag = f'"{sent.sha256}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = _whole_or_part(request, sent)
    response["ETag"] = etag
    return with_safe_headers(response, sent.kind, sent.name, private=private)


def with_safe_headers(
    response: HttpResponseBase, kind: Kind, name: str, *, private: bool
) -> HttpResponseBase:
    disposition = content_disposition_header(not kind.inline, f"{name}.{kind.name}")
    response["Content-Type"] = kind.type
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if private:
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
    else:
        response["Cache-Control"] = "no-cache"  # may be kept, must be asked for
    return response


def _whole_or_part(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    part = _asked_part(request, sent)
    if part is None:
        start, end, status = 0, sent.size, 200
    else:
        start, end, status = *part, 206
        if start >= end:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{sent.size}"})
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(status=status)
    else:
        response = StreamingHttpResponse(_pieces(_opened(sent), start, end), status=status)
    response["Content-Length"] = str(end - start)
    response["Accept-Ranges"] = "bytes"
    if status == 206 or not _worth_compressing(sent):
        response["Content-Encoding"] = "identity"  # GZipMiddleware must not touch parts of a film
    if status == 206:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{sent.size}"
    return response


def _worth_compressing(sent: Sent) -> bool:
    """A text, like the booklet as one web page, goes out at a third of its size."""
    return sent.kind.type.startswith("text/") and sent.size > SHORT_TEXT


def _asked_part(request: HttpRequest, sent: Sent) -> tuple[int, int] | None:
    """(start, end) of the one part asked for; None for the whole file (RFC 9110, 14.2)."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    unchanged = request.headers.get("If-Range", f'"{sent.sha256}"') == f'"{sent.sha256}"'
    if asked is None or not unchanged or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        return max(0, sent.size - int(last)), sent.size
    return int(first), min(int(last) + 1, sent.size) if last else sent.size


def _opened(sent: Sent) -> BinaryIO:
    try:
        return sent.file.open("rb")
    except (OSError, ValueError) as error:  # ValueError: the row names no file at all
        log.exception("The body of a file is not in the storage: %s", sent.file.name)
        raise Http404("There is no such file.") from error


def _pieces(body: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with body:
        body.seek(start)
        left = end - start
        while left > 0 and (piece := body.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
