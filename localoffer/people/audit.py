"""Who changed what anybody may do, when, and what it was before: Django's own log, read only."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest

from localoffer.ui.model_admin import StaffModelAdmin

from .models import Remit, scope_of

NOTHING = "none"


def rights_of_account(person: User) -> dict[str, str]:
    """What the database says now of an account's name, rights and limits, in words."""
    person = User.objects.get(pk=person.pk)
    return {
        "Account name": person.username,
        "Active": _yes(person.is_active),
        "May do everything": _yes(person.is_superuser),
        "E-mail": person.email or NOTHING,
        "Roles": _names(person.groups.all()),
        **_limits(Remit.objects.filter(user=person).first()),
    }


def _limits(remit: Remit | None) -> dict[str, str]:
    if remit is None:
        return {"Limited to": NOTHING, "Only these parts": NOTHING}
    kinds = [kind.model_class()._meta.verbose_name_plural for kind in remit.kinds.all()]
    parts = [part.in_words() for part in remit.parts.select_related("content_type")]
    return {"Limited to": _names(kinds) if kinds else "nothing", "Only these parts": _names(parts)}


def rights_of_group(group: Group) -> dict[str, str]:
    held = group.permissions.values_list("content_type__app_label", "codename")
    return {
        "Name": Group.objects.get(pk=group.pk).name,
        "Rights": _names(f"{app}.{code}" for app, code in held),
        "Held by": _names(group.user_set.all()),
    }


def difference_in_words(before: dict[str, str], after: dict[str, str]) -> str:
    """'Roles: from “Contributor” to “Editor”.'; empty where nothing changed."""
    return " ".join(
        f"{name}: from “{before[name]}” to “{value}”."
        for name, value in after.items()
        if before.get(name, NOTHING) != value
    )


def in_words(rights: dict[str, str]) -> str:
    return " ".join(f"{name}: “{value}”." for name, value in rights.items() if value != NOTHING)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _names(things: Any) -> str:
    return ", ".join(sorted(str(each) for each in things)) or NOTHING


class AboutFilter(admin.SimpleListFilter):
    title = "about"
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("rights", "Accounts and roles")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "rights":
            return queryset
        kinds = ContentType.objects.get_for_models(User, Group).values()
        return queryset.filter(content_type__in=kinds)


@admin.register(LogEntry)
class LogAdmin(StaffModelAdmin):
    """Nobody adds, changes or deletes an entry here, superusers included."""

    list_display = ["at", "user", "what", "about", "said"]
    list_display_links = ["at"]
    list_filter = [AboutFilter, "action_flag"]
    list_select_related = ["user", "content_type"]
    list_per_page = 50
    date_hierarchy = "action_time"
    search_fields = ["user__username", "object_repr", "change_message"]
    fields = ["at", "user", "what", "about", "said"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        """It names content of every kind, so it is for people without limits."""
        return scope_of(request.user) is None and super().has_view_permission(request, obj)

    @admin.display(description="when (UTC)", ordering="action_time")
    def at(self, obj: LogEntry) -> str:
        return f"{obj.action_time:%Y-%m-%d %H:%M:%S}"

    @admin.display(description="did", ordering="action_flag")
    def what(self, obj: LogEntry) -> str:
        return obj.get_action_flag_display()

    @admin.display(description="to", ordering="object_repr")
    def about(self, obj: LogEntry) -> str:
        return f"{obj.content_type.name if obj.content_type else 'something'} “{obj.object_repr}”"

    @admin.display(description="in words")
    def said(self, obj: LogEntry) -> str:
        return obj.get_change_message()
