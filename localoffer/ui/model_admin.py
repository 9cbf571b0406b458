"""The base of every ModelAdmin: a list is filtered by what it offers, and by nothing else."""

from collections.abc import Iterator, Sequence

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import DateField, Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse

from localoffer.plain_text.lookups import Folded

NUL = "\0"
# Django ends a year with the first day of the next one, which must exist.
YEARS = frozenset(map(str, range(1900, 2200)))


class StaffModelAdmin(admin.ModelAdmin):
    """Django filters a list by any column of its table (`?body__regex=`), also by those that are
    shown to nobody: some hundred questions tell the secret of an app, letter by letter.

    Here a list takes what its filters and its dates offer. Where a page of ours links to a list in
    another way, the list names that in `allowed_lookups`, such as "place__exact".
    """

    allowed_lookups: Sequence[str] = ()

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Searching finds é by e, ’ by ' and – by - (localoffer/plain_text/folding.py)."""
        return [f"{path}__{Folded.lookup_name}" for path in super().get_search_fields(request)]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        if NUL in value:  # no text of PostgreSQL can hold it
            return False
        if self.date_hierarchy and lookup == f"{self.date_hierarchy}__year":
            return value in YEARS
        return lookup in self.offered_lookups(request)

    def offered_lookups(self, request: HttpRequest | None) -> set[str]:
        offered = {*self.allowed_lookups}
        for item in self.get_list_filter(request):
            offered |= {*lookups_of(self.model, item)}
        if self.date_hierarchy:
            offered |= {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        return offered

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Django asks the database for whatever was sent as ticked, and fails with what is no
        key."""
        try:
            for sent in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.run_validators(self.opts.pk.to_python(sent))
        except ValidationError as problem:
            raise BadRequest("No row of a list has such a key.") from problem
        return super().response_action(request, queryset)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        try:
            return super().get_changelist_instance(request)
        except OverflowError as problem:  # the first of January of the year 1, say
            raise IncorrectLookupParameters(problem) from problem


def lookups_of(model: type[Model], item: object) -> Iterator[str]:
    """What Django's filter for this item of `list_filter` writes into its links."""
    if isinstance(item, type):
        yield item.parameter_name
        return
    path = item[0] if isinstance(item, list | tuple) else item
    field: Field = get_fields_from_path(model, path)[-1]
    yield f"{path}__isnull"
    if isinstance(field, DateField):
        yield from (f"{path}__gte", f"{path}__lt")
    elif field.is_relation:
        yield f"{path}__{field.target_field.name}__exact"
    else:
        yield from (path, f"{path}__exact")
