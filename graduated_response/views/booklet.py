"""The booklet: its page, its files, its editions."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from graduated_response.booklet.formats import FORMATS, asked_for
from graduated_response.models import Booklet, BookletBuild, BookletEdition, BookletFile
from localoffer.media.serving import Sent, send
from localoffer.publishing.views import (
    PublicTemplateView,
    PublishedDetailView,
    find_live_or_preview,
    read_only,
)

EDITIONS_PER_PAGE = 10
# Seconds after which the first build is likely to be done.
TRY_AGAIN_AFTER = 60
# The web page among the formats brings its sheet and its pictures along.
WEB_PAGE_POLICY = (
    "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


class BookletView(PublishedDetailView):
    model = Booklet
    template_name = "graduated_response/booklet.html"

    def get_object(self, queryset: object = None) -> Booklet:
        return find_live_or_preview(self.request, Booklet.objects.all())

    def get_context_data(self, **kwargs: object) -> dict:
        made = list(files_and_editions())
        files = [file for file in made if file.build.edition is None]
        editions = [file.build.edition for file in made if file.build.edition]
        editions = Paginator(sorted(editions, key=newest_first), EDITIONS_PER_PAGE)
        return super().get_context_data(
            files=described(files, self.object.get_absolute_url()),
            chapters=self.object.chapters.select_related("guide", "page", "journey", "area"),
            places=self.object.places.all(),
            page_obj=editions.get_page(self.request.GET.get("page")),
            **kwargs,
        )


class EditionView(PublicTemplateView):
    """An edition and its files. It stays when the booklet changes or goes."""

    template_name = "graduated_response/booklet_edition.html"

    def get_context_data(self, edition: str, **kwargs: object) -> dict:
        found = get_object_or_404(BookletEdition.objects.defer("content"), slug=edition)
        files = BookletFile.objects.filter(build__edition=found).select_related("build")
        files = described(files.current(), found.get_absolute_url())
        address = reverse("graduated_response:booklet")
        return super().get_context_data(
            edition=found, files=files, booklet_address=address, **kwargs
        )


@read_only
def current_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    booklet = find_live_or_preview(request, Booklet.objects.all())
    files = BookletFile.objects.filter(build__key=BookletBuild.CURRENT)
    return sent(request, files, ending, "booklet", private=booklet.is_preview)


@read_only
def edition_file(request: HttpRequest, edition: str, ending: str) -> HttpResponseBase:
    found = get_object_or_404(BookletEdition.objects.defer("content"), slug=edition)
    files = BookletFile.objects.filter(build__edition=found)
    return sent(request, files, ending, f"booklet-{found.slug}", private=False)


def sent(
    request: HttpRequest, files: object, ending: str, name: str, *, private: bool
) -> HttpResponseBase:
    """The file of the format that is asked for; until it is made, a page that says so."""
    wanted = asked_for(ending, request.GET)
    if wanted is None:
        raise Http404("There is no such format.")
    found = files.current().filter(format=wanted.name).first()
    if found is None:
        return not_yet(request)
    name = name if wanted.name in ("standard", "epub", "web") else f"{name}-{wanted.name}"
    file = Sent(found.file, wanted.kind, found.size, found.sha256, name)
    response = send(request, file, private=private)
    if found.sheet:
        response["Content-Security-Policy"] = WEB_PAGE_POLICY.format(found.sheet)
    return response


def not_yet(request: HttpRequest) -> HttpResponse:
    response = render(request, "graduated_response/booklet_not_yet.html", status=503)
    response["Retry-After"] = TRY_AGAIN_AFTER
    return response


def files_and_editions() -> QuerySet[BookletFile]:
    """The files of the current booklet, and one of each edition that is made: one query."""
    wanted = Q(build__key=BookletBuild.CURRENT) | Q(format="standard")
    files = BookletFile.objects.current().filter(wanted).select_related("build__edition")
    return files.defer("build__edition__content")


def newest_first(edition: BookletEdition) -> tuple:
    return -edition.dated.toordinal(), -edition.pk


def described(files: Iterable[BookletFile], address: str) -> list[dict]:
    """Each format that is there: {"format", "address", "facts", "made"}."""
    found = {file.format: file for file in files}
    return [
        {
            "format": each,
            "address": f"{address}booklet.{each.ending}{f'?{each.query}' if each.query else ''}",
            "facts": facts(found[each.name], each.kind.words),
            "made": found[each.name].build.made,
        }
        for each in FORMATS
        if each.name in found
    ]


def facts(file: BookletFile, words: str) -> str:
    """ "PDF, 60 pages, 300 kB"."""
    pages = f"{file.pages} pages" if file.pages else ""
    return ", ".join(filter(None, [words, pages, filesizeformat(file.size)]))
