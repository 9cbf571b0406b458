"""The booklet: its page, its files, its editions."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Exists, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from graduated_response.booklet.building import state_at
from graduated_response.booklet.formats import BY_NAME, FORMATS, Format, asked_for
from graduated_response.models import Booklet, BookletBuild, BookletEdition, BookletFile
from localoffer.media.serving import Sent, send
from localoffer.publishing import cache_token
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
        builds = BookletBuild.objects.filter(key=BookletBuild.CURRENT).exclude(problems=[])
        booklets = Booklet.objects.annotate(is_failing=Exists(builds))
        return find_live_or_preview(self.request, booklets)

    def get_context_data(self, **kwargs: object) -> dict:
        made = list(files_and_editions())
        files = [file for file in made if file.build.edition is None]
        state = state_at(cache_token.of(self.request))
        editions = [file.build.edition for file in made if file.build.edition]
        editions = Paginator(sorted(editions, key=newest_first), EDITIONS_PER_PAGE)
        return super().get_context_data(
            files=described(files, self.object.get_absolute_url()),
            claims=Claims.of(files, state),
            is_failing=self.object.is_failing,
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
    builds = BookletBuild.objects.filter(key=BookletBuild.CURRENT)
    return sent(request, builds, ending, "booklet", private=booklet.is_preview)


@read_only
def edition_file(request: HttpRequest, edition: str, ending: str) -> HttpResponseBase:
    found = get_object_or_404(BookletEdition.objects.defer("content"), slug=edition)
    builds = BookletBuild.objects.filter(edition=found)
    return sent(request, builds, ending, f"booklet-{found.slug}", private=False)


def sent(
    request: HttpRequest, builds: QuerySet, ending: str, name: str, *, private: bool
) -> HttpResponseBase:
    """The file of the format that is asked for; until it is made, a page that says so."""
    wanted = asked_for(ending, request.GET)
    if wanted is None:
        raise Http404("There is no such format.")
    files = BookletFile.objects.current().filter(build__in=builds)
    found = files.filter(format=wanted.name).first()
    if found is None:
        return not_yet(request, is_failing=builds.exclude(problems=[]).exists())
    name = name if wanted.name in ("standard", "epub", "web") else f"{name}-{wanted.name}"
    file = Sent(found.file, wanted.kind, found.size, found.sha256, name)
    response = send(request, file, private=private)
    if found.sheet:
        response["Content-Security-Policy"] = WEB_PAGE_POLICY.format(found.sheet)
    return response


def not_yet(request: HttpRequest, *, is_failing: bool) -> HttpResponse:
    said = {"is_failing": is_failing}
    response = render(request, "graduated_response/booklet_not_yet.html", said, status=503)
    response["Retry-After"] = TRY_AGAIN_AFTER
    return response


class Claims(NamedTuple):
    """What may be said of the files beside the pages that are live now. `same`: all that are there
    say what the pages say; `older`: those that do not, each with its format; neither while nobody
    has looked since the last change of the site. `made` is the day of the oldest."""

    same: bool
    older: list[tuple[Format, BookletFile]]
    made: datetime | None

    @classmethod
    def of(cls, files: list[BookletFile], state: str) -> "Claims":
        said = {file: file.says_the_same_as_the_pages(state) for file in files}
        older = [(BY_NAME[file.format], file) for file, same in said.items() if same is False]
        days = [file.made for file in files if file.made]
        return cls(bool(files) and all(said.values()), older, min(days, default=None))


def files_and_editions() -> QuerySet[BookletFile]:
    """The files of the current booklet, and one of each edition that is made: one query."""
    wanted = Q(build__key=BookletBuild.CURRENT) | Q(format="standard")
    files = BookletFile.objects.current().filter(wanted).select_related("build__edition")
    return files.defer("build__edition__content")


def newest_first(edition: BookletEdition) -> tuple:
    return -edition.dated.toordinal(), -edition.pk


def described(files: Iterable[BookletFile], address: str) -> list[dict]:
    """Each format that is there: {"format", "address", "facts"}."""
    found = {file.format: file for file in files}
    return [
        {
            "format": each,
            "address": f"{address}booklet.{each.ending}{f'?{each.query}' if each.query else ''}",
            "facts": facts(found[each.name], each.kind.words),
        }
        for each in FORMATS
        if each.name in found
    ]


def facts(file: BookletFile, words: str) -> str:
    """ "PDF, 60 pages, 300 kB"."""
    pages = f"{file.pages} pages" if file.pages else ""
    return ", ".join(filter(None, [words, pages, filesizeformat(file.size)]))
