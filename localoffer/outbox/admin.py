"""What was sent, what waits and what is stuck. Staff can look, and ask for another attempt."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from localoffer.ui.model_admin import StaffModelAdmin

from .models import STUCK_AFTER, Message


class ConditionFilter(admin.SimpleListFilter):
    title = "condition"
    parameter_name = "condition"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("waiting", "Waiting"), ("stuck", "Stuck"), ("sent", "Sent")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "sent":
            return queryset.filter(sent__isnull=False)
        if self.value() in ("waiting", "stuck"):
            return getattr(queryset, self.value())()
        return queryset


@admin.register(Message)
class MessageAdmin(StaffModelAdmin):
    """Staff read what was sent, but for links that are meant for one person only."""

    list_display = ["subject", "to", "condition", "created", "attempts", "due", "last_error"]
    list_filter = [ConditionFilter]
    search_fields = ["to", "subject"]
    list_per_page = 50
    fields = ["subject", "to", "words", "created", "sent", "attempts", "tried", "due", "last_error"]
    readonly_fields = fields
    actions = ["try_again"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outbox.change_message")

    @admin.display(description="condition")
    def condition(self, obj: Message) -> str:
        if obj.sent:
            return "Sent"
        return "Stuck" if obj.attempts >= STUCK_AFTER else "Waiting"

    @admin.display(description="what it says")
    def words(self, obj: Message) -> str:
        return obj.public_body()

    @admin.action(description="Try to send the chosen e-mails again", permissions=["try_again"])
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        chosen, sent = queryset.count(), queryset.filter(sent__isnull=False).count()
        count = queryset.try_again(timezone.now())
        if sent:
            messages.warning(request, f"{_emails(sent)} sent already, so not again.")
        if busy := chosen - sent - count:
            messages.warning(request, f"{_emails(busy)} being sent just now. Wait a minute.")
        if not chosen:
            messages.warning(request, "Nothing was done: what you chose is no longer there.")
        if count:
            messages.success(request, f"{_emails(count)} tried again within a minute.")


def _emails(number: int) -> str:
    return "1 e-mail is" if number == 1 else f"{number} e-mails are"
