"""Ordinarily Available Provision: all areas, one area, one expectation by its code, a table."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from graduated_response.annotations import describe, name
from graduated_response.filters import AUDIENCE, Narrowing
from graduated_response.models import Area, Edition, Statement
from graduated_response.provision_tables.columns import COLUMNS, file_of, for_public
from localoffer.publishing.models import State
from localoffer.publishing.views import (
    PublishedListView,
    find_live_or_preview,
    may_preview,
    read_only,
)

from .wordings import withdrawn

PER_PAGE = 25


class ExpectationsView(PublishedListView):
    """Expectations in pages. `get_queryset` sets `narrowing` and, where it is known, `count`."""

    queryset = Statement.objects.all()
    paginate_by = PER_PAGE
    count: int | None = None

    def get_paginator(self, queryset: QuerySet, *args: object, **kwargs: object) -> Paginator:
        paginator = super().get_paginator(queryset, *args, **kwargs)
        if self.count is not None:
            paginator.count = self.count
        return paginator

    def get_context_data(self, **kwargs: object) -> dict:
        editions = Edition.known(self.request)
        context = super().get_context_data(
            narrowing=self.narrowing, edition=editions[0] if editions else None, **kwargs
        )
        describe(self.request, context["object_list"], self.narrowing)
        return context


class IndexView(ExpectationsView):
    """What this is and its areas; with any filter set, the expectations that match."""

    template_name = "graduated_response/provision.html"

    def get_queryset(self) -> QuerySet[Statement]:
        self.narrowing = Narrowing(self.request)
        if not self.narrowing.is_set:
            return Statement.objects.none()
        self.count = len(self.narrowing.found())
        return self.narrowing.narrow(super().get_queryset().for_lists())


class AreaView(ExpectationsView):
    """The expectations of one area; staff see an unpublished area with its drafts."""

    template_name = "graduated_response/area_detail.html"

    def get_queryset(self) -> QuerySet[Statement]:
        self.narrowing = Narrowing(self.request, self.kwargs["slug"])
        if self.narrowing.area_is_live:
            self.count = len(self.narrowing.found())
            return self.narrowing.narrow(super().get_queryset().for_lists())
        return self.queryset.for_lists().filter(area=self.find_area()).exclude(state=State.ARCHIVED)

    def get_context_data(self, **kwargs: object) -> dict:
        """The rows bring their area along; only an area without rows must be asked for."""
        context = super().get_context_data(**kwargs)
        rows = context["object_list"]
        return {**context, "area": rows[0].area if rows else self.find_area()}

    def render_to_response(self, context: dict, **kwargs: object) -> HttpResponse:
        context["is_preview"] = not context["area"].is_live()
        response = super().render_to_response(context, **kwargs)
        return as_preview(response) if context["is_preview"] else response

    def find_area(self) -> Area:
        return find_live_or_preview(self.request, Area.objects.all(), slug=self.kwargs["slug"])


@read_only
def statement_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from a quoted code to its place, with the reading that the address asks for. Where it
    was withdrawn, say so; to staff, show what is not public yet.

    Not for good (302): the place moves when expectations before it come or go.
    """
    statement = Statement.objects.for_lists().filter(code=code.upper()).first()
    if statement is None:
        raise Http404("There is no such expectation.")
    if not statement.is_live():
        return preview(request, statement) or withdrawn(request, statement.code)
    narrowing = Narrowing(request, statement.area.slug)
    codes = list(statement.area.statements.live().values_list("code", flat=True))
    page = codes.index(statement.code) // PER_PAGE + 1
    query = {AUDIENCE: narrowing.audience, "page": page if page > 1 else ""}
    query = urlencode({name: value for name, value in query.items() if value})
    address = statement.area.get_absolute_url() + (f"?{query}" if query else "")
    return redirect(f"{address}#{statement.code}")


def preview(request: HttpRequest, statement: Statement) -> HttpResponse | None:
    """For staff who may see it; None for everybody else."""
    if not may_preview(request, statement):
        return None
    narrowing = Narrowing(request, statement.area.slug)
    describe(request, [statement], narrowing)
    context = {"statement": statement, "narrowing": narrowing}
    return as_preview(render(request, "graduated_response/statement_detail.html", context))


@read_only
def as_table(request: HttpRequest, kind: str) -> HttpResponse:
    """Every live expectation that the filters leave, as a file of one of `columns.WRITERS`.

    Written as a whole, not streamed: a table that broke off half-way would look complete.
    """
    narrowing = Narrowing(request)
    rows = Statement.objects.live().select_related("area", "sub_area", "level")
    statements = list(narrowing.narrow(rows))
    name(statements, narrowing)
    content, content_type = file_of(kind, for_public(statements), COLUMNS)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="expectations.{kind}"'
    return response


def as_preview(response: HttpResponse) -> HttpResponse:
    """Nobody may keep or index what the public cannot see yet."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
