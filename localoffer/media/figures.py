"""Images in rich text. The text holds an image's address; words, sizes and whether anybody may see
it are the image's own, so they are looked up when a page is shown.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from localoffer.publishing import cache_token, frame
from localoffer.redirects.models import Redirect
from localoffer.richtext.html import images

from .models import Image, Rendition

# A page's column is at most 40 rem wide (assets/_elements.scss).
SIZES = "(min-width: 40rem) 40rem, 100vw"
# What `richtext.display` makes of an image; one that is not shown takes its paragraph along.
_REFERENCE = re.compile(r'<p><img src="([^"]*)" alt=""></p>|<img src="([^"]*)" alt="">')


class Picture(NamedTuple):
    """An image with its copies in WebP, the smallest first; there is at least one."""

    image: Image
    copies: list[Rendition]


class Figure(NamedTuple):
    """An image in a text as paper needs it: the largest copy. Decoration has no `alt`.

    `file.path` is where it lies, `file.open()` reads it from any storage.
    """

    address: str
    alt: str
    file: FieldFile
    width: int
    height: int


def figures_in(html: str) -> list[Figure]:
    """The images of a rich text that the public may see, in order. At most three queries."""
    addresses = images(html)
    found = find(addresses)
    live = [
        (each, found[each]) for each in addresses if found[each] and found[each].image.is_live()
    ]
    return [
        Figure(address, image.alt, copies[-1].file, copies[-1].width, copies[-1].height)
        for address, (image, copies) in live
    ]


def why_not_shown(address: str) -> str:
    """Why families cannot see an image, in a sentence; "" where they can. Tells no more of one that
    is not live than of one that there is not: the reader may not know of it.
    """
    picture = find([address])[address]
    if picture and picture.image.is_live():
        return ""
    return (
        f"Families cannot see the image {address}. There is no such image, or it is not live. "
        "Publish it first, or choose another one."
    )


def find(addresses: Iterable[str]) -> dict[str, Picture | None]:
    """The image at each address, live or not. An old address of one that moved finds it too."""
    wanted = set(addresses)
    found = _at(wanted)
    if missing := wanted - found.keys():
        moved = dict(
            Redirect.objects.filter(old_path__in=missing).values_list("old_path", "new_path")
        )
        there = _at(moved.values()) if moved else {}
        found |= {old: there[new] for old, new in moved.items() if new in there}
    return {address: found.get(address) for address in wanted}


def _at(addresses: Iterable[str]) -> dict[str, Picture]:
    """One query; none for no address."""
    slugs = set(map(_slug, addresses))
    found: dict[str, Picture] = {}
    copies = Rendition.objects.filter(image__slug__in=slugs).select_related("image")
    for copy in copies.order_by("width"):
        found.setdefault(copy.image.get_absolute_url(), Picture(copy.image, [])).copies.append(copy)
    return found


def with_pictures(html: str, request: HttpRequest | None) -> SafeString:
    """A page with its pictures in place of the references to them; nothing where the public may
    not see one. Live images come with the frame of the page; only others are asked for, once.
    """
    addresses = {one or other for one, other in _REFERENCE.findall(html)}
    if not addresses:
        return mark_safe(html)  # noqa: S308 (the page's own template rendered it)
    now = frame.of(request)
    known = cache_token.remember(now.token, "pictures", lambda: _live(now))
    if missing := [address for address in addresses if _slug(address) not in known]:
        known.update((_slug(address), picture) for address, picture in find(missing).items())

    def shown(match: re.Match) -> str:
        tag = img(known[_slug(match[1] or match[2])])
        return f"<p>{tag}</p>" if tag and match[1] else tag

    return mark_safe(_REFERENCE.sub(shown, html))  # noqa: S308 (`img` escapes)


def _live(now: frame.Frame) -> dict[str, Picture | None]:
    """By slug, what somebody chose to publish; which of it shows depends on the time alone."""
    copies: dict[int, list[Rendition]] = defaultdict(list)
    for copy in sorted(now.rows.get(Rendition, []), key=lambda copy: copy.width):
        copies[copy.image_id].append(copy)
    return {
        image.slug: Picture(image, copies[image.pk])
        for image in now.rows.get(Image, [])
        if image.pk in copies
    }


def _slug(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def img(picture: Picture | None) -> SafeString | str:
    """An image in the size that fits the screen; nothing where the public may not see it."""
    if picture is None or not picture.copies or not picture.image.is_live():
        return ""
    image, copies = picture
    middle = next((copy for copy in copies if copy.width >= 960), copies[-1])
    sources = format_html_join(
        ", ", "{} {}w", ((address_of_copy(image, copy.width), copy.width) for copy in copies)
    )
    return format_html(
        '<img class="lo-picture" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" '
        'decoding="async">',
        address_of_copy(image, middle.width),
        sources,
        SIZES,
        middle.width,
        middle.height,
        image.alt,
    )


def address_of_copy(image: Image, width: int) -> str:
    return reverse("media:rendition", args=[image.slug, width])
