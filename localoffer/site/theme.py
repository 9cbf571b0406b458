"""The council's colours as a stylesheet."""

import hashlib

from .colour import mix
from .models import SiteSettings


def theme_of(site: SiteSettings) -> str:
    """The council's colours as CSS custom properties, which site.css reads."""
    return (
        ":root{"
        f"--lo-brand:{site.brand};"
        f"--lo-brand-dark:{mix(site.brand, '#000000', 0.35)};"
        f"--lo-brand-tint:{mix(site.brand, '#ffffff', 0.9)};"
        f"--lo-accent:{site.accent}"
        "}"
    )


def theme_hash(site: SiteSettings) -> str:
    return hashlib.sha256(theme_of(site).encode()).hexdigest()[:12]
