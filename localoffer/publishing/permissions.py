"""Who may see and edit which rows in the admin: the role says how, the remit of which content."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model, Q, QuerySet
from django.http import HttpRequest

from localoffer.people.models import can_add, covers, may, places_of, seen_by, sees

from .models import Published, PublishedQuerySet, State
from .snapshots import Snapshot, model_named
from .taken import saying_who_has_it

OUTSIDE = "You may not edit what is outside your part of the site. Choose another place."


class WithinRemit:
    """For ModelAdmins of `Published`: what is outside a person's remit is not there for them."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(seen_by(request.user, self.model))

    def get_search_results(
        self, request: HttpRequest, queryset: PublishedQuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Forms offer nothing from the bin; what they point at already stays."""
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.out_of_bin()
        return super().get_search_results(request, queryset, search_term)

    def has_view_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        there = sees(request.user, obj or self.model)
        return there and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can_add(request.user, self.model) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        within = covers(request.user, obj or self.model)
        return within and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        within = covers(request.user, obj or self.model)
        return within and super().has_delete_permission(request, obj)

    def get_list_filter(self, request: HttpRequest) -> list:
        """Filters by other content name what the rows of the list belong to, and no more."""
        return [
            (each, admin.RelatedOnlyFieldListFilter) if is_content(self.model, each) else each
            for each in super().get_list_filter(request)
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """Who may write in one place only need not choose it."""
        places = places_of(request.user, self.model)
        only = {self.model.part_of: str(*places)} if len(places) == 1 else {}
        return only | super().get_changeform_initial_data(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        """Content to choose from is that of the remit, and what is chosen already."""
        form = super().get_form(request, obj, change, **kwargs)
        form = staying_within(saying_who_has_it(form, request.user), request.user)
        for name, field in form.base_fields.items():
            others = getattr(field, "queryset", None)
            if others is None or not issubclass(others.model, Published):
                continue
            if mine := seen_by(request.user, others.model):
                field.queryset = others.filter(mine | chosen_in(obj, name))
        return form


def staying_within(form_class: type[forms.ModelForm], user: Any) -> type[forms.ModelForm]:
    """The form, refusing to take a row to where the person may not edit it."""

    class StayingForm(form_class):
        def _post_clean(self) -> None:
            place = self._meta.model.part_of
            column = place and self._meta.model._meta.get_field(place).attname
            before = column and getattr(self.instance, column)
            super()._post_clean()
            if covers(user, self.instance):
                return
            if column:
                setattr(self.instance, column, before)  # else the form comes back to read only
            if place not in self.errors:
                self.add_error(place if place in self.fields else None, OUTSIDE)

    return StayingForm


def is_content(model: type[Model], name: object) -> bool:
    """Whether this is a field of the model that leads to content."""
    try:
        field: Field | None = model._meta.get_field(name) if isinstance(name, str) else None
    except FieldDoesNotExist:
        return False
    return bool(field and field.related_model and issubclass(field.related_model, Published))


def covers_snapshot(user: Any, snapshot: Snapshot) -> bool:
    """Whether a row is in the person's remit where this snapshot puts it."""
    model = model_named(snapshot["model"])
    if model.part_of not in snapshot["fields"]:
        return True
    place = {model._meta.get_field(model.part_of).attname: snapshot["fields"][model.part_of]}
    return covers(user, model(pk=snapshot["pk"], **place))


def chosen_in(row: Model | None, name: str) -> Q:
    """The rows that a foreign key or a many-to-many field of `row` has now."""
    field = row._meta.get_field(name) if row else None
    if field is None:
        return Q(pk__in=[])
    if field.many_to_many:
        return Q(pk__in=getattr(row, name).values("pk"))
    return Q(pk=getattr(row, field.attname))


class RightsOfOwner:
    """For ModelAdmins of rows with a form of their own that belong to content.

    They have no drafts: what is saved shows at once. So only who may publish the content changes
    what belongs to it, others while it is itself a draft. `owner` names the foreign key.
    """

    owner: str

    @property
    def owner_model(self) -> type[Published]:
        return self.opts.get_field(self.owner).related_model

    def may_change(self, request: HttpRequest, obj: Model | None) -> bool:
        owner = getattr(obj, self.owner) if obj else self.owner_model
        if obj is None or may(request.user, "publish", owner):
            return covers(request.user, owner)
        return covers(request.user, owner) and owner.state == State.DRAFT

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        mine = seen_by(request.user, self.owner_model)
        owners = QuerySet(self.owner_model).filter(mine)
        return rows.filter((f"{self.owner}__in", owners)) if mine else rows

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        there = sees(request.user, getattr(obj, self.owner) if obj else self.owner_model)
        return there and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_change(request, None) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_change(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_change(request, obj) and super().has_delete_permission(request, obj)

    def get_list_filter(self, request: HttpRequest) -> list:
        return [
            (each, admin.RelatedOnlyFieldListFilter) if each == self.owner else each
            for each in super().get_list_filter(request)
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        """A row goes to content that this person may change, and to no other."""
        form = super().get_form(request, obj, change, **kwargs)
        field = form.base_fields.get(self.owner)
        if field:
            field.queryset = field.queryset.filter(seen_by(request.user, self.owner_model))
            if not may(request.user, "publish", self.owner_model):
                field.queryset = field.queryset.filter(state=State.DRAFT)
        return form


class MembersInline(admin.TabularInline):
    """Content listed on the page of what it belongs to. Its place there counts at once, so only
    who may publish it changes it; nobody sees what is outside their remit."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(seen_by(request.user, self.model))

    def has_add_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        return False  # also where a forged form sends new rows

    def has_change_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        may_publish = may(request.user, "publish", self.model)
        return may_publish and super().has_change_permission(request, obj)
