"""`{% load media %}{% picture image %}`: an image in the size that fits the screen."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from localoffer.media.models import Image

register = template.Library()

# A page's column is at most 40 rem wide (assets/_elements.scss).
SIZES = "(min-width: 40rem) 40rem, 100vw"


@register.simple_tag
def picture(image: Image | None) -> SafeString | str:
    """Nothing for an image that the public may not see. Lists prefetch `renditions`."""
    copies = sorted(image.renditions.all(), key=lambda copy: copy.width) if image else []
    if not copies or not image.is_live():
        return ""
    middle = next((copy for copy in copies if copy.width >= 960), copies[-1])
    sources = format_html_join(
        ", ", "{} {}w", ((_address(image, copy.width), copy.width) for copy in copies)
    )
    return format_html(
        '<img class="lo-picture" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" '
        'loading="lazy" decoding="async">',
        _address(image, middle.width),
        sources,
        SIZES,
        middle.width,
        middle.height,
        image.alt,
    )


def _address(image: Image, width: int) -> str:
    return f"{image.get_absolute_url()}{width}/"
