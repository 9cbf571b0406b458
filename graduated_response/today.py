"""What the first page of the admin says about the booklet, about questions that people asked and
about those without an answer (localoffer.editorial.dashboard)."""

from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from graduated_response.models import AskedQuestion, Booklet, BookletBuild, CopyRequest, Question
from localoffer.editorial.dashboard import Item, Section, change_page, section
from localoffer.publishing.models import State


def sections(request: HttpRequest) -> list[Section]:
    builds = builds_to_look_at(request)
    requests = open_requests(request)
    held = [each for each in requests if each.status == CopyRequest.Status.HELD]
    waiting = [each for each in requests if each not in held]
    asked = asked_questions(request)
    return [
        section("The booklet could not be made", problems_of(builds)),
        section("The booklet shows something else than a page", notes_of(builds)),
        section("Waiting for a paper copy or another format", map(as_item, waiting)),
        section("Requests that may be spam: please look", map(as_item, held)),
        section("Questions people asked", [as_asked(row) for row in asked if not row.is_held()]),
        section(
            "Questions that may be spam: please look",
            [as_asked(row) for row in asked if row.is_held()],
        ),
        section("Questions without an answer", unanswered(request, asked)),
    ]


def asked_questions(request: HttpRequest) -> list[AskedQuestion]:
    """From the public, for those who may see them, the oldest first."""
    model_admin = admin.site.get_model_admin(AskedQuestion)
    if not model_admin.has_change_permission(request):
        return []
    waiting = model_admin.get_queryset(request).filter(status__in=AskedQuestion.OPEN)
    return list(waiting.select_related("question").order_by("created"))


def as_asked(row: AskedQuestion) -> Item:
    days = (localdate() - localdate(row.created)).days
    waits = f"waiting {days} day{pluralize(days)}" if days else "asked today"
    return Item(row.start(), change_page(row), waits + ", being answered" * row.being_answered())


def unanswered(request: HttpRequest, asked: list[AskedQuestion]) -> list[Item]:
    """For those who may answer them, the oldest first; what people asked is named already."""
    model_admin = admin.site.get_model_admin(Question)
    if not model_admin.has_change_permission(request):
        return []
    waiting = model_admin.get_queryset(request).out_of_bin().filter(answer="")
    named = [row.question_id for row in asked if row.question_id]
    rows = waiting.exclude(state=State.ARCHIVED).exclude(pk__in=named).order_by("created")
    return [Item(row.title, change_page(row), f"since {row.created:%d %B}") for row in rows]


def builds_to_look_at(request: HttpRequest) -> list[BookletBuild]:
    """Of which something could not be made, or shows something else than its pages."""
    if not admin.site.get_model_admin(Booklet).has_change_permission(request):
        return []
    return list(BookletBuild.objects.exclude(problems=[], notes=[]).order_by("pk"))


def problems_of(builds: list[BookletBuild]) -> list[Item]:
    page = reverse("admin:graduated_response_booklet_changelist")
    return [Item(name_of(build), page, why) for build in builds for why in build.problems]


def notes_of(builds: list[BookletBuild]) -> list[Item]:
    """Of the newest booklet only: the words of an edition cannot be changed."""
    page = reverse("admin:graduated_response_booklet_changelist")
    newest = [build for build in builds if build.key == BookletBuild.CURRENT]
    return [Item(name_of(build), page, note) for build in newest for note in build.notes]


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
