"""What every page's frame needs, apart from the site's own settings."""

from django.conf import settings
from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, list[dict[str, str]]]:
    """`navigation`: a list of {label, path, current}; settings.NAVIGATION holds (label, path).

    `current` is what `aria-current` should say: "page" on the entry's own page, "true" on pages
    below it, "" elsewhere.
    """
    return {
        "navigation": [
            {"label": label, "path": path, "current": _current(path, request.path)}
            for label, path in settings.NAVIGATION
        ]
    }


def _current(path: str, here: str) -> str:
    if here == path:
        return "page"
    return "true" if here.startswith(path) else ""
