"""Who has a second step of signing in. Administrators take it away from who lost their phone."""

from collections.abc import Iterable

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from localoffer.people.admin import may_manage

from .second_factor import forget

for model in (TOTPDevice, StaticDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(TOTPDevice)
class SecondFactorAdmin(admin.ModelAdmin):
    """The secret is shown to nobody. To delete one takes the recovery codes along."""

    list_display = ["user", "confirmed", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    fields = ["user", "confirmed", "created_at", "last_used_at"]
    readonly_fields = fields
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: TOTPDevice | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: TOTPDevice | None = None) -> bool:
        """Whoever could then sign in with a password alone may do no more than the actor."""
        within = obj is None or may_manage(request.user, obj.user)
        return within and super().has_delete_permission(request, obj)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[TOTPDevice]) -> None:
        """In the history of the person, not of the device."""
        people = [device.user for device in queryset]
        said = "Took away the second step of signing in."
        LogEntry.objects.log_actions(request.user.pk, people, CHANGE, said)

    def delete_model(self, request: HttpRequest, obj: TOTPDevice) -> None:
        forget(obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[TOTPDevice]) -> None:
        for device in queryset:
            if self.has_delete_permission(request, device):
                self.delete_model(request, device)
