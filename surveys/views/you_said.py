"""You said, we did: all rounds, and the rounds of one year with everything in them."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.generic import ListView

from localoffer.publishing.models import State
from localoffer.publishing.views import PublicView, PublishedListView, may_preview
from surveys.models import Cycle, Promise, Theme, YouSaid
from surveys.rounds import whole
from surveys.year_page import Entry, contents, entries, sections

# Open promises named above the rounds; the pages of the years hold them all.
PROMISES_SHOWN = 5
# Pairs of ordinary length on one page of a year; it then stays under 25 kB as sent.
PAIRS_SHOWN = 20


class RoundsView(PublishedListView):
    """Rounds, newest year first. `?theme=` narrows to rounds and actions about one theme."""

    model = Cycle
    template_name = "surveys/you_said_list.html"

    def get_queryset(self) -> QuerySet[Cycle]:
        self.themes = list(
            Theme.objects.filter(said__cycle__in=Cycle.objects.live()).annotate(count=Count("said"))
        )
        wanted = self.request.GET.get("theme")
        self.theme = next((theme for theme in self.themes if theme.slug == wanted), None)
        rounds = super().get_queryset().with_counts(self.theme).defer("intro", "sources")
        if self.theme:
            rounds = rounds.filter(pk__in=YouSaid.objects.filter(theme=self.theme).values("cycle"))
        return rounds

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        promises = [] if self.theme else list(Promise.objects.open()[: PROMISES_SHOWN + 1])
        return super().get_context_data(
            theme=self.theme,
            theme_groups=[{"name": "Theme", "items": self.theme_links()}] if self.themes else [],
            promises=promises[:PROMISES_SHOWN],
            more_promises=len(promises) > PROMISES_SHOWN,
            **kwargs,
        )

    def theme_links(self) -> list[dict[str, Any]]:
        """As components/filters.html takes them."""
        return [
            {
                "label": theme.name,
                "href": f"?theme={theme.slug}",
                "count": theme.count,
                "current": theme == self.theme,
            }
            for theme in self.themes
        ]


class YearView(PublicView, ListView):
    """All live rounds of a year, their pairs in pages. Staff also see those that wait to be live.

    `?theme=` leaves the pairs about one theme; a theme nobody spoke of that year leaves them all.
    """

    template_name = "surveys/you_said_year.html"
    paginate_by = PAIRS_SHOWN

    def get_queryset(self) -> list[Entry]:
        self.rounds = self.visible_rounds()
        theme = self.request.GET.get("theme", "")
        narrowed = entries(self.rounds, theme) if theme else []
        self.theme = theme if narrowed else ""
        return narrowed or entries(self.rounds)

    def visible_rounds(self) -> list[Cycle]:
        rows = Cycle.objects.filter(year=int(self.kwargs["year"]))
        if not may_preview(self.request, Cycle):
            rows = rows.live()
        rounds = [one for one in whole(rows) if one.is_live() or may_preview(self.request, one)]
        if not rounds:
            raise Http404("There is no round of that year.")
        return [one for one in rounds if one.state != State.ARCHIVED] or rounds

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = sections(context["object_list"])
        first = self.rounds[0]
        query = urlencode({"theme": self.theme}) + "&" if self.theme else ""
        return context | {
            "object": {"is_preview": not any(one.is_live() for one in self.rounds)},
            "year": first.year,
            "title": first.title if len(self.rounds) == 1 else f"You said, we did {first.year}",
            "summary": first.summary,
            "level": 2 if len(self.rounds) == 1 else 3,
            "pair_level": 3 if len(self.rounds) == 1 else 4,
            "updated": max(one.updated for one in self.rounds),
            "sections": shown,
            "contents": contents(self.object_list, shown, PAIRS_SHOWN, query),
            "theme": self.object_list[0].pair.themes()[self.theme] if self.theme else "",
            "previous_year": first.previous_year,
            "next_year": first.next_year,
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        if not all(one.is_live() for one in self.rounds):
            add_never_cache_headers(response)
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response
