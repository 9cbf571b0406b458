"""Accounts of staff and their roles. Nobody gives away, or takes over, more than they may do."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Field, Model, Q, QuerySet
from django.http import HttpRequest

from localoffer.ui.model_admin import StaffModelAdmin

from .audit import difference_in_words, in_words, rights_of_account, rights_of_group
from .forms import PersonForm, RemitForm, RemitFormSet
from .models import Remit, scope_of
from .roles import ROLES

admin.site.unregister(User)
admin.site.unregister(Group)


def rights_of_person(person: User) -> set[int]:
    """Keys of the permissions that an account has, or would have if it were switched on."""
    mine = Permission.objects.filter(Q(group__user=person) | Q(user=person))
    return set(mine.values_list("pk", flat=True))


def may_grant(actor: User, rights: set[int]) -> bool:
    """Whether these are no more than the actor's own; a person with a remit grants nothing."""
    if actor.is_superuser:
        return True
    return scope_of(actor) is None and (not rights or rights <= rights_of_person(actor))


def may_manage(actor: User, person: User) -> bool:
    """A password, too, is only set for people who may do no more than the actor."""
    if person.is_superuser and not actor.is_superuser:
        return False
    return may_grant(actor, rights_of_person(person))


def grantable_groups(actor: User) -> QuerySet[Group]:
    if actor.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=rights_of_person(actor))
    return Group.objects.exclude(permissions__in=beyond)


class RemitInline(admin.StackedInline):
    model = Remit
    form = RemitForm
    formset = RemitFormSet
    extra = 1
    verbose_name = "limit: a contributor edits nothing without one, others everything"


@admin.register(User)
class PersonAdmin(StaffModelAdmin, UserAdmin):
    """Every account is one of staff. Leavers are switched off: the history names them."""

    form = PersonForm
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Who it is", {"fields": ["first_name", "last_name", "email"]}),
        (
            "What they may do",
            {
                "fields": ["is_active", "groups"],
                "description": "You can give the roles that allow no more than you may do "
                "yourself. Your own role is changed by somebody else.",
            },
        ),
    ]
    list_display = ["username", "first_name", "last_name", "email", "is_active", "roles"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    inlines = [RemitInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list:
        found = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return found
        return [*found, ("Everything", {"fields": ["is_superuser"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        is_self = obj is not None and obj == request.user and not request.user.is_superuser
        return ["is_active", "groups"] if is_self else []

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list:
        is_self = obj is not None and obj == request.user
        return [] if obj is None or is_self else self.inlines

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_grant(request.user, set()) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = obj is None or may_manage(request.user, obj)
        return allowed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def formfield_for_manytomany(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        if db_field.name == "groups":
            kwargs |= {
                "queryset": grantable_groups(request.user),
                "widget": forms.CheckboxSelectMultiple,
                "label": "Roles",
                "help_text": "",
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        obj.is_staff = True
        request.rights_before = rights_of_account(obj) if change else {}
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> None:
        super().log_addition(request, obj, in_words(rights_of_account(obj)))

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> None:
        """A change of rights is said with what was before; a new password has no such words."""
        before = getattr(request, "rights_before", None)
        changed = before and difference_in_words(before, rights_of_account(obj))
        super().log_change(request, obj, changed or message)

    @admin.display(description="roles")
    def roles(self, obj: User) -> str:
        names = [group.name for group in obj.groups.all()]
        return ", ".join(["Everything"] * obj.is_superuser + names) or "none"


@admin.register(Group)
class RoleAdmin(StaffModelAdmin, GroupAdmin):
    """The roles of the table (roles.py) stay as they are; a site may add groups of its own."""

    filter_horizontal = []

    def may_change(self, request: HttpRequest, obj: Model | None) -> bool:
        if obj is None:
            return may_grant(request.user, set())
        rights = set(obj.permissions.values_list("pk", flat=True))
        return obj.name not in ROLES and may_grant(request.user, rights)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_change(request, None) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return self.may_change(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return self.may_change(request, obj) and super().has_delete_permission(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Group, form: forms.ModelForm, change: bool
    ) -> None:
        request.rights_before = rights_of_group(obj) if change else {}
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: Group, message: Any) -> None:
        super().log_addition(request, obj, in_words(rights_of_group(obj)))

    def log_change(self, request: HttpRequest, obj: Group, message: Any) -> None:
        changed = difference_in_words(request.rights_before, rights_of_group(obj))
        super().log_change(request, obj, changed or message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        for group in queryset:
            had = in_words(rights_of_group(group))
            LogEntry.objects.log_actions(request.user.pk, [group], DELETION, had)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        for group in queryset:
            if self.has_delete_permission(request, group):
                group.delete()

    def formfield_for_manytomany(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        """Django sets its own choice in `kwargs`; only what the actor may do is left of it."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if not request.user.is_superuser:
            field.queryset = field.queryset.filter(pk__in=rights_of_person(request.user))
        return field
