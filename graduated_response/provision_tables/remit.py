"""Areas and stages that a person who imports may hear of; a command (nobody) hears of all."""

from typing import Any

from django.db.models import Q, QuerySet

from graduated_response.models import Area, Page, Statement
from localoffer.people.models import seen_by


def areas_for(user: Any) -> QuerySet:
    return _there_for(user, Area.objects.out_of_bin(), "area")


def stages_for(user: Any) -> QuerySet:
    return _there_for(user, Page.objects.out_of_bin().filter(kind=Page.Kind.STAGE), "stages")


def _there_for(user: Any, rows: QuerySet, name: str) -> QuerySet:
    """Rows in their remit, those that everybody may read, and those that they see as the `name`
    of an expectation.
    """
    mine = Q() if user is None else seen_by(user, rows.model)
    if not mine:
        return rows
    public = rows.model.objects.live().values("pk")
    beside = Statement.objects.filter(seen_by(user, Statement)).values(name)
    return rows.filter(mine | Q(pk__in=public) | Q(pk__in=beside))
