"""Graduated Response pages for families: the start, worries by age, stages, guides."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404
from django.utils.decorators import method_decorator

from graduated_response.breadcrumbs import trail
from graduated_response.models import Booklet, Guide, Page, Part
from graduated_response.navigation import Atlas, atlas_of
from graduated_response.sections import Section, age_bands, sections
from graduated_response.stage_expectations import expected
from localoffer.publishing.views import PublicTemplateView, PublishedDetailView

# What a list of links needs; the texts stay in the database.
FOR_LINKS = ("title", "slug", "summary", "kind", "guide", "position")
with_videos = method_decorator(csp_update({"media-src": [SELF]}), name="dispatch")


class StartView(PublicTemplateView):
    template_name = "graduated_response/start.html"

    def get_context_data(self, **kwargs: object) -> dict:
        atlas = atlas_of(self.request)
        pages = atlas.live_pages()
        guides = {guide.pk: guide for guide in Guide.objects.live().defer("intro")}
        return super().get_context_data(
            worries=[page for page in pages if page.kind == Page.Kind.WORRY],
            stages=stage_links(pages),
            journeys=atlas.live_journeys(),
            guides=guides.values(),
            has_booklet=Booklet.objects.live().exists(),
            pages=[
                page
                for page in pages
                if page.kind == Page.Kind.PAGE and page.guide_id not in guides
            ],
            **kwargs,
        )


@with_videos
class PageView(PublishedDetailView):
    """A page of any kind; each kind has its own template."""

    queryset = Page.objects.select_related("guide", "video")

    def get_template_names(self) -> list[str]:
        return [f"graduated_response/{self.object.kind}_detail.html"]

    def get_context_data(self, **kwargs: object) -> dict:
        page, atlas = self.object, atlas_of(self.request)
        parts = list(page.parts.select_related("age_band")) if Part.ROLES[page.kind] else []
        found = sections(page, parts)
        return super().get_context_data(
            sections=found,
            contacts=atlas.contacts_for(parts_in(found)),
            age_bands=age_bands(parts) if page.kind == Page.Kind.WORRY else [],
            expected=expected(page) if page.kind == Page.Kind.STAGE else None,
            trail=trail(atlas, page),
            **place_of(page, atlas),
            **kwargs,
        )


@with_videos
class WorryView(PublishedDetailView):
    """A worry at one age: all a parent needs on one page."""

    queryset = Page.objects.filter(kind=Page.Kind.WORRY).select_related("guide", "video")
    template_name = "graduated_response/worry_age.html"

    def get_context_data(self, **kwargs: object) -> dict:
        page, atlas = self.object, atlas_of(self.request)
        parts = list(page.parts.select_related("age_band"))
        bands = age_bands(parts)
        band = next((band for band in bands if band.slug == self.kwargs["age_band"]), None)
        if band is None:
            raise Http404("This worry has no page for that age.")
        found = sections(page, parts, band)
        return super().get_context_data(
            age_band=band,
            other_bands=[other for other in bands if other != band],
            sections=found,
            contacts=atlas.contacts_for(parts_in(found), band),
            trail=trail(atlas, page),
            **kwargs,
        )


@with_videos
class GuideView(PublishedDetailView):
    queryset = Guide.objects.select_related("video")

    def get_context_data(self, **kwargs: object) -> dict:
        pages = list(self.object.pages.live().only(*FOR_LINKS))
        return super().get_context_data(pages=pages, **kwargs)


class GuidePrintView(PublishedDetailView):
    """All pages of a guide on one page."""

    model = Guide
    template_name = "graduated_response/guide_print.html"

    def get_context_data(self, **kwargs: object) -> dict:
        pages = list(self.object.pages.live().prefetch_related("parts"))
        chapters = [(page, sections(page, page.parts.all())) for page in pages]
        return super().get_context_data(chapters=chapters, **kwargs)


def parts_in(found: list[Section]) -> list[Part]:
    return [part for section in found for part in section.parts]


def place_of(page: Page, atlas: Atlas) -> dict:
    """Where a page stands: its live guide with contents, its neighbours, the stages.

    Neighbours are those of the guide; a stage outside a guide has the stages before and after it.
    """
    guide, live = page.live_guide(), atlas.live_pages()
    is_stage = page.kind == Page.Kind.STAGE
    in_guide = [other for other in live if guide and other.guide_id == guide.pk]
    stages = [other for other in live if is_stage and other.kind == Page.Kind.STAGE]
    before, after = neighbours(in_guide or stages, page)
    return {
        "guide": guide,
        "contents": [
            {"title": other.title, "url": other.get_absolute_url(), "current": other == page}
            for other in in_guide
        ],
        "stages": stage_links(stages, with_text=False),
        "before": before,
        "after": after,
    }


def neighbours(pages: list[Page], page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after one; a preview that is not among them has none."""
    if page not in pages:
        return None, None
    place = pages.index(page)
    return (pages[place - 1] if place else None), next(iter(pages[place + 1 : place + 2]), None)


def stage_links(pages: list[Page], with_text: bool = True) -> list[dict]:
    """The stages among `pages` as components/cycle.html takes them."""
    return [
        {
            "slug": page.slug,
            "title": page.title,
            "href": page.get_absolute_url(),
            "text": page.summary if with_text else "",
        }
        for page in pages
        if page.kind == Page.Kind.STAGE
    ]
