"""Who may see and edit which rows in the admin: the role says how, the remit of which kinds."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from localoffer.people.models import covers, may

from .models import Published, State


class WithinRemit:
    """For ModelAdmins of `Published`: what is outside a person's remit is not there for them."""

    def within_remit(self, request: HttpRequest, obj: Published | None = None) -> bool:
        return covers(request.user, self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows if self.within_remit(request) else rows.none()

    def has_view_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        return self.within_remit(request, obj) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.within_remit(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        return self.within_remit(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        return self.within_remit(request, obj) and super().has_delete_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        """Content to choose from is that of the remit, and what is chosen already."""
        form = super().get_form(request, obj, change, **kwargs)
        for name, field in form.base_fields.items():
            others = getattr(field, "queryset", None)
            if others is None or not issubclass(others.model, Published):
                continue
            if not covers(request.user, others.model):
                field.queryset = others.filter(chosen_in(obj, name))
        return form


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
        model = self.owner_model
        if obj is None or may(request.user, "publish", model):
            return covers(request.user, model)
        return covers(request.user, model) and getattr(obj, self.owner).state == State.DRAFT

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows if covers(request.user, self.owner_model) else rows.none()

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_change(request, None) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_change(request, None) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_change(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_change(request, obj) and super().has_delete_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form = super().get_form(request, obj, change, **kwargs)
        field = form.base_fields.get(self.owner)
        if field and not may(request.user, "publish", self.owner_model):
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
        rows = super().get_queryset(request)
        return rows if covers(request.user, self.model) else rows.none()

    def has_add_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        return False  # also where a forged form sends new rows

    def has_change_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        may_publish = may(request.user, "publish", self.model)
        return may_publish and super().has_change_permission(request, obj)
