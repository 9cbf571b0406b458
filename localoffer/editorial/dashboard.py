"""What needs doing today, for the person who is signed in: the first page of the admin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import module_has_submodule
from django.utils.timesince import timesince

from localoffer.backups.models import LastBackup
from localoffer.outbox.models import Message
from localoffer.people.models import covers, seen_by
from localoffer.publishing.models import Published, Version, VersionState, published_models
from localoffer.publishing.waiting import waiting_for

from .models import ExternalLink, HardPage

# A part shows so many items; the rest are a number and a link to the list.
SHOWN = 8
WEEK = timedelta(days=7)


class Item(NamedTuple):
    """One thing to do: its words, where to do it, and a detail."""

    words: str
    href: str
    detail: str = ""


class Section(NamedTuple):
    title: str
    items: list[Item]
    more: int = 0


def sections_for(request: HttpRequest) -> list[Section]:
    """The sections that have something for this person, most urgent first."""
    mine = what_may_change(request)
    now = timezone.now()
    found = [
        section("Waiting for your approval", map(of_version, waiting_for(request.user))),
        section("Sent back to you for changes", map(of_version, sent_back_to(mine))),
        *sections_of_apps(request),
        section("Could not be published at their time", stuck(mine)),
        section("Overdue for review", overdue(mine)),
        section("Stale: to check against what changed", stale(mine)),
        section("Going live or ending this week", this_week(mine, now)),
        section("Links that lead nowhere", broken_links(request)),
        section("Hard to read", hard_to_read(mine)),
        section("E-mails that could not be sent", stuck_mails(request)),
        section("Changed lately", map(of_version, recent(mine))),
    ]
    return [each for each in found if each.items]


def sections_of_apps(request: HttpRequest) -> Iterator[Section]:
    """What apps above this one find that needs doing. Any installed app may have a module `today`
    with `sections(request) -> list[Section]`, which asks what the person may see itself."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "today"):
            yield from import_module(f"{config.name}.today").sections(request)


def section(title: str, items: Iterable[Item]) -> Section:
    items = list(items)
    return Section(title, items[:SHOWN], max(0, len(items) - SHOWN))


@dataclass(frozen=True)
class Mine:
    """What a person may change: of which kinds, and of them which rows."""

    user: Any
    kinds: list[type[Published]]

    def rows(self, model: type[Published]) -> QuerySet:
        return model.objects.filter(seen_by(self.user, model))

    def __contains__(self, row: Published | None) -> bool:
        return type(row) in self.kinds and covers(self.user, row)


def what_may_change(request: HttpRequest) -> Mine:
    kinds = [
        model
        for model in published_models()
        if admin.site.is_registered(model)
        and admin.site.get_model_admin(model).has_change_permission(request)
    ]
    return Mine(request.user, kinds)


def change_page(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def of_version(version: Version) -> Item:
    when = timezone.localtime(version.created)
    who = version.author_name or "The site"
    return Item(str(version.row), change_page(version.row), f"{who}, {when:%d %B, %H:%M}")


def sent_back_to(mine: Mine) -> list[Version]:
    back = Version.objects.filter(state=VersionState.CHANGES_REQUESTED, author=mine.user)
    return [version for version in back.prefetch_related("row") if version.row in mine]


def stuck(mine: Mine) -> list[Item]:
    failed = Version.objects.filter(state=VersionState.SCHEDULED).exclude(problem="")
    return [
        Item(str(version.row), change_page(version.row), version.problem)
        for version in failed.prefetch_related("row")
        if version.row in mine
    ]


def overdue(mine: Mine) -> list[Item]:
    """One query a kind, as each is a table of its own."""
    rows = [row for model in mine.kinds for row in mine.rows(model).overdue()]
    rows.sort(key=lambda row: row.review_by)
    return [
        Item(str(row), change_page(row), f"since {date_format(row.review_by, 'j F Y')}")
        for row in rows
    ]


def stale(mine: Mine) -> list[Item]:
    rows = [row for model in mine.kinds for row in mine.rows(model).live().stale()]
    return [Item(str(row), change_page(row), row.stale_in_words()) for row in rows]


def this_week(mine: Mine, now: datetime) -> list[Item]:
    soon = Q(live_from__range=(now, now + WEEK)) | Q(expires__range=(now, now + WEEK))
    moments = []
    for row in (row for model in mine.kinds for row in mine.rows(model).filter(soon, state="live")):
        starts = row.live_from and now <= row.live_from
        moments.append(
            (row.live_from if starts else row.expires, row, "shows" if starts else "ends")
        )
    scheduled = Version.objects.filter(
        state=VersionState.SCHEDULED, publish_at__lte=now + WEEK
    ).prefetch_related("row")
    moments += [
        (version.publish_at, version.row, "new version")
        for version in scheduled
        if version.row in mine
    ]
    moments.sort(key=lambda moment: moment[0])
    return [
        Item(str(row), change_page(row), f"{what} {timezone.localtime(at):%d %B, %H:%M}")
        for at, row, what in moments
    ]


def broken_links(request: HttpRequest) -> list[Item]:
    if not admin.site.get_model_admin(ExternalLink).has_view_permission(request):
        return []
    page = reverse("admin:editorial_externallink_changelist")
    return [Item(link.url, page, link.problem) for link in ExternalLink.objects.broken()]


def hard_to_read(mine: Mine) -> list[Item]:
    pages = [page for page in HardPage.objects.prefetch_related("row") if page.row in mine]
    return [
        Item(str(page.row), change_page(page.row), f"reads at age {page.age}") for page in pages
    ]


def stuck_mails(request: HttpRequest) -> list[Item]:
    if not admin.site.get_model_admin(Message).has_view_permission(request):
        return []
    page = reverse("admin:outbox_message_changelist")
    return [Item(str(mail), page, mail.last_error) for mail in Message.objects.stuck()]


def last_backup(request: HttpRequest) -> str:
    """How old the last backup is, for who looks after accounts; nobody else can mend it."""
    if not request.user.has_perm("auth.change_user"):
        return ""
    made = LastBackup.when()
    if made is None:
        return "No backup was made with the command of this site yet."
    day = date_format(timezone.localtime(made), "j F Y, H:i")
    return f"The last backup was made {timesince(made, depth=1)} ago: {day}."


def recent(mine: Mine) -> list[Version]:
    newest = Version.objects.order_by("-created").prefetch_related("row")[: SHOWN * 3]
    return [version for version in newest if version.row in mine][:SHOWN]
