"""A few of the expectations that belong to a stage, in the parents' words or others."""

from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from .models import Page, Statement

FEW = 6
AUDIENCE = Statement.Reading.PARENT


def expected(stage: Page, reading: str = AUDIENCE) -> dict:
    """{areas: [(area, [statement with .wording])], total, all_address}: one query.

    The first of each area come before the second of any, so that parents see how wide it goes.
    """
    turn = Window(RowNumber(), partition_by="area", order_by=["position", "pk"])
    few = (
        Statement.objects.live()
        .filter(stages=stage)
        .annotate(turn=turn, total=Window(Count("pk")))
        .select_related("area", "sub_area")
        .defer("detail", "how", "area__body")
        .order_by("turn", "area__kind", "area__position", F("area__title"))[:FEW]
    )
    statements = sorted(few, key=lambda one: (one.area.kind, one.area.position, one.area.title))
    for statement in statements:
        statement.wording = statement.reading(reading) or statement.title
    return {
        "areas": [(area, list(own)) for area, own in groupby(statements, lambda one: one.area)],
        "total": statements[0].total if statements else 0,
        "all_address": f"{reverse('provision:index')}?{_query(stage, reading)}",
    }


def _query(stage: Page, reading: str) -> str:
    return urlencode({"stage": stage.slug, "audience": reading})
