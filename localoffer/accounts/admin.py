"""Who signs in with an app. Administrators take it away from who lost their phone."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from localoffer.people.admin import may_manage
from localoffer.ui.model_admin import StaffModelAdmin

from .models import SignInApp
from .second_factor import forget

AFTERWARDS = "The emergency codes of {0} go along. {0} can then set up another app."

for model in (TOTPDevice, StaticDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(SignInApp)
class SignInAppAdmin(StaffModelAdmin):
    """The secret is shown to nobody. To delete one takes the emergency codes along."""

    list_display = ["person", "set_up", "last_used", "codes_left"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    fields = ["person", "set_up", "last_used", "codes_left"]
    readonly_fields = fields
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignInApp]:
        codes = StaticToken.objects.filter(device__user=OuterRef("user")).order_by()
        left = codes.values("device__user").annotate(number=Count("pk")).values("number")
        return super().get_queryset(request).annotate(left=Subquery(left))

    @admin.display(ordering="user__username")
    def person(self, obj: SignInApp) -> str:
        return obj.user.get_username()

    @admin.display(description="set up on", ordering="created_at")
    def set_up(self, obj: SignInApp) -> str:
        return _day(obj.created_at)

    @admin.display(description="last used on", ordering="last_used_at")
    def last_used(self, obj: SignInApp) -> str:
        return _day(obj.last_used_at)

    @admin.display(description="emergency codes left", ordering="left")
    def codes_left(self, obj: SignInApp) -> int:
        return obj.left or 0

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SignInApp | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SignInApp | None = None) -> bool:
        """Whoever could then sign in with a password alone may do no more than the actor."""
        within = obj is None or may_manage(request.user, obj.user)
        return within and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Iterable[SignInApp], request: HttpRequest) -> tuple:
        """The page that asks says what goes along, and what the person can do then."""
        listed, counts, *others = super().get_deleted_objects(objs, request)
        names = [obj.user.get_username() for obj in objs]
        listed += [AFTERWARDS.format(name) for name in names]
        codes = StaticToken.objects.filter(device__user__in=[obj.user for obj in objs]).count()
        return listed, counts | {"emergency codes": codes}, *others

    def log_deletions(self, request: HttpRequest, queryset: Iterable[SignInApp]) -> None:
        """In the history of the person, not of the app."""
        people = [device.user for device in queryset]
        said = "Took away the second step of signing in."
        LogEntry.objects.log_actions(request.user.pk, people, CHANGE, said)

    def delete_model(self, request: HttpRequest, obj: SignInApp) -> None:
        forget(obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[SignInApp]) -> None:
        for device in queryset:
            if self.has_delete_permission(request, device):
                self.delete_model(request, device)


def _day(moment: datetime | None) -> str:
    return date_format(localtime(moment), "j F Y") if moment else "never"
