"""What every page needs of the site: its settings and the banners that show now."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from localoffer.publishing import frame

from .models import AlertBanner, SiteSettings
from .theme import theme_hash


def settings_of(request: HttpRequest) -> SiteSettings:
    """The row, or the defaults where nobody has saved it yet."""
    return next(iter(frame.of(request).rows[SiteSettings]), None) or SiteSettings(pk=1)


def banners_of(request: HttpRequest) -> list[AlertBanner]:
    """Banners are kept with their times, so that they come and go without a save."""
    now = timezone.now()
    banners = [
        banner
        for banner in frame.of(request).rows[AlertBanner]
        if banner.shows_on(request.path, now)
    ]
    return sorted(banners, key=lambda banner: (not banner.is_important(), banner.starts))


def theme_address(row: SiteSettings) -> str:
    """The address of the council's colours; empty where they are those of site.css anyway."""
    if (row.brand, row.accent) == (SiteSettings().brand, SiteSettings().accent):
        return ""
    return f"{reverse('site:theme')}?v={theme_hash(row)}"


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site`, `theme_url`, `alert_banners`; read when a template asks.
    `site_address` is for paper, where links show only the path."""
    return {
        "site_address": settings.SITE_URL,
        "site": SimpleLazyObject(lambda: settings_of(request)),
        "theme_url": SimpleLazyObject(lambda: theme_address(settings_of(request))),
        "alert_banners": SimpleLazyObject(lambda: banners_of(request)),
    }
