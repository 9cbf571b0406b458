"""The public address of a row, and keeping the old one working when it changes."""

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch

from localoffer.redirects.automatic import free_address, keep_address

if TYPE_CHECKING:
    from .models import Published


def address_of(row: "Published") -> str | None:
    """None where the row's slug, such as one from an old import, fits no address of the site."""
    try:
        return row.get_absolute_url()
    except NoReverseMatch:
        return None


def moves(before: "Published | None", after: "Published") -> bool:
    """Whether a page that families may know gets another address."""
    if before is None or before.state == "draft":
        return False
    old, new = address_of(before), address_of(after)
    return bool(old and new and old != new)


def appears(before: "Published | None", after: "Published") -> bool:
    return after.is_live() and not (before and before.is_live())


def follow(before: "Published | None", after: "Published") -> None:
    """A row was saved: its old address leads to its new one, and its new one nowhere else."""
    if moves(before, after):
        keep_address(address_of(before), address_of(after))
        for old, new in zip(before.other_addresses(), after.other_addresses(), strict=True):
            keep_address(old, new)
    elif address := address_of(after):
        free_address(address)
