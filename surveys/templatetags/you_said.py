"""`{% load you_said %}`: You said, we did on other pages, and the marks of its states."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from localoffer.ui.templatetags.ui import tag
from surveys.models import Cycle, Promise, WeDid

register = template.Library()

STATUS_COLOURS = {
    WeDid.Status.DONE: "green",
    WeDid.Status.UNDER_WAY: "teal",
    WeDid.Status.PLANNED: "purple",
    WeDid.Status.NOT_POSSIBLE: "grey",
}
PROMISE_TAGS = {
    "kept": ("Kept", "green"),
    "overdue": ("Overdue", "red"),
    "open": ("Still to do", "yellow"),
}


@register.inclusion_tag("surveys/latest_you_said.html")
def latest_you_said() -> dict[str, object]:
    """{% latest_you_said %}: one pair of the newest live round, for the home page. One query."""
    answers = WeDid.said.through.objects.filter(
        wedid__cycle__in=Cycle.objects.live(), wedid__status=WeDid.Status.DONE
    )
    newest = answers.select_related("wedid__cycle", "yousaid").order_by(
        "-wedid__cycle__year", "wedid__cycle__title", "wedid__position", "wedid", "yousaid"
    )
    return {"answer": newest.first()}


@register.inclusion_tag("surveys/you_said_about.html")
def you_said_about(path: str, heading: str = "What came of it") -> dict[str, object]:
    """{% you_said_about event.get_absolute_url %}: live rounds whose evidence names this address
    of the site; nothing where there are none. One query."""
    rounds = Cycle.objects.live().about(path).only("title", "slug", "year", "summary")
    return {"rounds": rounds, "heading": heading}


@register.simple_tag
def counts(cycle: Cycle) -> SafeString:
    """'6 done', '3 under way' ... of a cycle that has come `with_counts()`; zeros are left out."""
    words = [(getattr(cycle, status.replace("-", "_")), status) for status in STATUS_COLOURS]
    return format_html_join(
        " ",
        "{}",
        (
            [tag(f"{number} {status.label.lower()}", STATUS_COLOURS[status])]
            for number, status in words
            if number
        ),
    )


@register.simple_tag
def status_tag(did: WeDid) -> SafeString:
    return tag(did.get_status_display(), STATUS_COLOURS.get(did.status, ""))


@register.simple_tag
def promise_tag(promise: Promise) -> SafeString:
    return tag(*PROMISE_TAGS[promise.state()])


@register.filter
def in_words(numbers: list[int]) -> str:
    """[1, 2, 4] -> '1, 2 and 4'."""
    *first, last = [str(number) for number in numbers]
    return f"{', '.join(first)} and {last}" if first else last
