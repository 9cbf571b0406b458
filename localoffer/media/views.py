"""Pages of documents and videos, and the files behind them."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View

from localoffer.publishing.views import (
    PublicView,
    PublishedDetailView,
    PublishedListView,
    find_live_or_preview,
    may_preview,
)

from .inspecting.kinds import CAPTIONS, KINDS
from .models import Document, DocumentFile, Image, Video
from .serving import Sent, send, with_safe_headers


class DocumentListView(PublishedListView):
    model = Document

    def get_queryset(self) -> QuerySet[Document]:
        return super().get_queryset().with_file().order_by("title")


class DocumentView(PublishedDetailView):
    model = Document

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        file, places = self.object.current(), list(self.object.places.all())
        return super().get_context_data(file=file, places=places, **kwargs)


class DocumentFileView(PublicView, View):
    """The current file; an earlier one by its number, for staff only."""

    def get(self, request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
        document = find_live_or_preview(request, Document.objects.all(), slug=slug)
        if number is None:
            return self._send(request, document, document.current(), private=document.is_preview)
        if not may_preview(request, document):
            raise Http404("There is no such file.")
        file = document.files.filter(number=number).first()
        return self._send(request, document, file, private=True)

    def _send(
        self, request: HttpRequest, document: Document, file: DocumentFile | None, *, private: bool
    ) -> HttpResponseBase:
        if file is None:
            raise Http404("There is no such file.")
        sent = Sent(file.file, file.described(), file.size, file.sha256, document.slug)
        return send(request, sent, private=private)


class ImageView(PublicView, View):
    """The largest copy, or the one of a width. Nobody gets the original."""

    def get(self, request: HttpRequest, slug: str, width: int | None = None) -> HttpResponseBase:
        image = find_live_or_preview(request, Image.objects.all(), slug=slug)
        copies = image.renditions.order_by("-width")
        copy = (copies if width is None else copies.filter(width=width)).first()
        if copy is None:
            raise Http404("There is no such picture.")
        sent = Sent(copy.file, KINDS["webp"], copy.size, copy.sha256, image.slug)
        return send(request, sent, private=image.is_preview)


@method_decorator(csp_update({"media-src": [SELF]}), name="dispatch")
class VideoView(PublishedDetailView):
    model = Video


class VideoFileView(PublicView, View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        video = find_live_or_preview(request, Video.objects.exclude(file=""), slug=slug)
        sent = Sent(video.file, KINDS["mp4"], video.size, video.sha256, video.slug)
        return send(request, sent, private=video.is_preview)


class CaptionsView(PublicView, View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        video = find_live_or_preview(request, Video.objects.exclude(captions=""), slug=slug)
        response = HttpResponse(video.captions)
        return with_safe_headers(response, CAPTIONS, video.slug, private=video.is_preview)
