"""What every page needs of the site: its settings and the banners that show now."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from localoffer.publishing import content_version

from .models import AlertBanner, SiteSettings
from .theme import theme_hash


def settings_of(request: HttpRequest) -> SiteSettings:
    return content_version.remember(content_version.of(request), "site settings", SiteSettings.load)


def banners_of(request: HttpRequest) -> list[AlertBanner]:
    """Banners are kept with their times, so that they come and go without a save."""
    now = timezone.now()
    banners = content_version.remember(
        content_version.of(request), "alert banners", lambda: list(AlertBanner.objects.all())
    )
    return [banner for banner in banners if banner.shows_on(request.path, now)]


def theme_address(row: SiteSettings) -> str:
    """The address of the council's colours; empty where they are those of site.css anyway."""
    if (row.brand, row.accent) == (SiteSettings().brand, SiteSettings().accent):
        return ""
    return f"{reverse('site:theme')}?v={theme_hash(row)}"


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site`, `theme_url`, `alert_banners`; read when a template asks."""
    return {
        "site": SimpleLazyObject(lambda: settings_of(request)),
        "theme_url": SimpleLazyObject(lambda: theme_address(settings_of(request))),
        "alert_banners": SimpleLazyObject(lambda: banners_of(request)),
    }
