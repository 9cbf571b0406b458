"""Graduated Response pages for families: the start, worries by age, stages, guides."""

from django.db.models import Q
from django.http import Http404

from graduated_response.models import Guide, Page, Part
from graduated_response.sections import age_bands, contacts, sections
from localoffer.publishing.views import PublicTemplateView, PublishedDetailView

# What a list of links needs; the texts stay in the database.
FOR_LINKS = ("title", "slug", "summary", "kind", "guide", "position")


class StartView(PublicTemplateView):
    template_name = "graduated_response/start.html"

    def get_context_data(self, **kwargs: object) -> dict:
        pages = list(Page.objects.live().only(*FOR_LINKS))
        guides = {guide.pk: guide for guide in Guide.objects.live().defer("intro")}
        return super().get_context_data(
            worries=[page for page in pages if page.kind == Page.Kind.WORRY],
            stages=stage_links(pages),
            guides=guides.values(),
            pages=[
                page
                for page in pages
                if page.kind == Page.Kind.PAGE and page.guide_id not in guides
            ],
            **kwargs,
        )


class PageView(PublishedDetailView):
    """A page of any kind; each kind has its own template."""

    queryset = Page.objects.select_related("guide")

    def get_template_names(self) -> list[str]:
        return [f"graduated_response/{self.object.kind}_detail.html"]

    def get_context_data(self, **kwargs: object) -> dict:
        page = self.object
        parts = list(page.parts.select_related("age_band")) if Part.ROLES[page.kind] else []
        found = sections(page, parts)
        return super().get_context_data(
            sections=found,
            contacts=contacts(found) if found else [],
            age_bands=age_bands(parts) if page.kind == Page.Kind.WORRY else [],
            **place_of(page),
            **kwargs,
        )


class WorryView(PublishedDetailView):
    """A worry at one age: all a parent needs on one page."""

    queryset = Page.objects.filter(kind=Page.Kind.WORRY).select_related("guide")
    template_name = "graduated_response/worry_age.html"

    def get_context_data(self, **kwargs: object) -> dict:
        page = self.object
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
            contacts=contacts(found, band),
            **kwargs,
        )


class GuideView(PublishedDetailView):
    model = Guide

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


def place_of(page: Page) -> dict:
    """Where a page stands: its live guide with contents, its neighbours, the stages.

    Neighbours are those of the guide; a stage outside a guide has the stages before and after it.
    """
    guide = page.live_guide()
    is_stage = page.kind == Page.Kind.STAGE
    if not (guide or is_stage):
        return {}
    wanted = Q(guide=guide) if guide else Q()
    if is_stage:
        wanted |= Q(kind=Page.Kind.STAGE)
    near = list(Page.objects.live().filter(wanted).only(*FOR_LINKS))
    in_guide = [other for other in near if guide and other.guide_id == guide.pk]
    stages = stage_links(near, with_text=False) if is_stage else []
    before, after = neighbours(in_guide or near, page)
    return {
        "guide": guide,
        "contents": [
            {"title": other.title, "url": other.get_absolute_url(), "current": other == page}
            for other in in_guide
        ],
        "stages": stages,
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
