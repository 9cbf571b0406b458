"""Home, plain pages, the council's colours, and the addresses that machines read."""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from localoffer.publishing.models import Published, published_models
from localoffer.publishing.views import PublicTemplateView, PublishedDetailView, read_only
from localoffer.ui.site_url import absolute

from .context import settings_of
from .icon import our_icon
from .models import SitePage
from .readiness import is_ready
from .security_txt import security_txt, security_uri
from .theme import theme_hash, theme_of

# Where anybody can write to the council, as in the footer.
FEEDBACK = "/feedback/"


class HomeView(PublicTemplateView):
    template_name = "site/home.html"


class SitePageView(PublishedDetailView):
    model = SitePage


@read_only
def theme(request: HttpRequest) -> HttpResponse:
    """The colours as a stylesheet; its address carries their hash, so it may be kept for good."""
    row = settings_of(request)
    response = HttpResponse(theme_of(row), content_type="text/css")
    if request.GET.get("v") == theme_hash(row):
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


class SiteSitemap(Sitemap):
    protocol = settings.SITE_URL.split(":")[0]

    def get_domain(self, site=None) -> str:
        return settings.SITE_URL.split("://", 1)[1]


class ContentSitemap(SiteSitemap):
    """All live rows of one kind that have an address of their own."""

    def __init__(self, model: type[Published]) -> None:
        self.model = model

    def items(self):
        return self.model.objects.live().order_by("pk")

    def location(self, item: Published) -> str:
        """The page; search engines pass over an address that names a place on it."""
        return item.get_absolute_url().partition("#")[0]

    def lastmod(self, item: Published):
        return item.updated


def sitemaps() -> dict[str, Sitemap]:
    """Of each kind of content. An installed app with pages of another kind has a module `sitemap`
    with a class `PagesSitemap`."""
    found = {
        model._meta.label_lower: ContentSitemap(model)
        for model in published_models()
        if model.in_sitemap
    }
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "sitemap"):
            found[config.label] = import_module(f"{config.name}.sitemap").PagesSitemap()
    return found


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@read_only
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it beside pages, and for what has no page around it."""
    icon = settings_of(request).icon
    try:
        content, kind = (icon.open().read(), "image/png") if icon else (our_icon(), "image/x-icon")
    except OSError:  # the picture is gone, or its storage is away
        content, kind = our_icon(), "image/x-icon"
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = "public, max-age=86400"
    return response


@read_only
def security(request: HttpRequest) -> HttpResponse:
    site = settings_of(request)
    named = security_uri(site.security_contact) or security_uri(site.email)
    contact = named or absolute(FEEDBACK)
    address = absolute(request.path)
    body = security_txt([contact], address, timezone.now())
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


@read_only
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@read_only
def readyz(request: HttpRequest) -> HttpResponse:
    """All that the site needs is there and going; strangers learn no more than yes or no."""
    ready = is_ready()
    return HttpResponse(
        "ready" if ready else "not ready", status=200 if ready else 503, content_type="text/plain"
    )
