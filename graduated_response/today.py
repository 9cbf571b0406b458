"""What the first page of the admin says about the booklet and about questions without an answer
(localoffer.editorial.dashboard)."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime

from graduated_response.models import Booklet, BookletBuild, CopyRequest, Question
from localoffer.editorial.dashboard import Item, Section, change_page, section
from localoffer.publishing.models import State


def sections(request: HttpRequest) -> list[Section]:
    requests = open_requests(request)
    held = [each for each in requests if each.status == CopyRequest.Status.HELD]
    waiting = [each for each in requests if each not in held]
    return [
        section("The booklet could not be made", failed_builds(request)),
        section("Waiting for a paper copy or another format", map(as_item, waiting)),
        section("Requests that may be spam: please look", map(as_item, held)),
        section("Questions without an answer", unanswered(request)),
    ]


def unanswered(request: HttpRequest) -> list[Item]:
    """For those who may answer them, the oldest first."""
    model_admin = admin.site.get_model_admin(Question)
    if not model_admin.has_change_permission(request):
        return []
    waiting = model_admin.get_queryset(request).out_of_bin().filter(answer="")
    rows = waiting.exclude(state=State.ARCHIVED).order_by("created")
    return [Item(row.title, change_page(row), f"since {row.created:%d %B}") for row in rows]


def failed_builds(request: HttpRequest) -> list[Item]:
    if not admin.site.get_model_admin(Booklet).has_change_permission(request):
        return []
    page = reverse("admin:graduated_response_booklet_changelist")
    failed = BookletBuild.objects.exclude(problem="")
    return [Item(name_of(build), page, build.problem) for build in failed]


def name_of(build: BookletBuild) -> str:
    return "The booklet" if build.key == BookletBuild.CURRENT else f"Booklet, {build.key}"


def open_requests(request: HttpRequest) -> list[CopyRequest]:
    """For those who may see them, the oldest first."""
    if not admin.site.get_model_admin(CopyRequest).has_change_permission(request):
        return []
    return list(CopyRequest.objects.filter(status__in=CopyRequest.OPEN).order_by("created"))


def as_item(request: CopyRequest) -> Item:
    """Without a word about the person."""
    words = f"{request.get_wanted_display()} ({request.reference})"
    return Item(words, change_page(request), f"asked {localtime(request.created):%d %B}")
