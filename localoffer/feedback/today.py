"""What the first page of the admin says about comments (localoffer.editorial.dashboard)."""

from collections.abc import Iterator

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from localoffer.editorial.dashboard import Item, Section, change_page, section

from .models import YEAR, Comment


def sections(request: HttpRequest) -> list[Section]:
    """For those who may answer them, the oldest first."""
    if not admin.site.get_model_admin(Comment).has_change_permission(request):
        return []
    waiting = list(Comment.objects.waiting())
    return [
        section("The law asks for comments to be published each year", yearly_duty(waiting)),
        section("Comments without an answer", map(as_item, waiting)),
        section("Comments that may be spam: please look", map(as_item, Comment.objects.held())),
    ]


def yearly_duty(waiting: list[Comment]) -> Iterator[Item]:
    """Reg 56(2): at least annually. Nothing is due while there is nothing to publish."""
    lately = Comment.objects.live().filter(decided__gt=timezone.now() - YEAR)
    if waiting and not lately.exists():
        page = f"{reverse('admin:feedback_comment_changelist')}?status__exact=received"
        words = "No comment was published in the last 12 months"
        yield Item(words, page, f"{len(waiting)} came in and wait for an answer")


def as_item(comment: Comment) -> Item:
    """A person's words do not stand here in full."""
    words = Truncator(comment.words).chars(60)
    days = (timezone.now() - comment.created).days
    since = "since today" if days == 0 else f"for {days} day{'s' if days > 1 else ''}"
    return Item(f"{comment.reference}: {words}", change_page(comment), f"waits {since}")
