"""Requests for copies. What they say about people is for those with the right to see it."""

from django.contrib import admin
from django.http import HttpRequest

from graduated_response.models import CopyRequest
from localoffer.ui.model_admin import StaffModelAdmin

from .booklet import WithTheBooklet


@admin.register(CopyRequest)
class CopyRequestAdmin(WithTheBooklet, StaffModelAdmin):
    """Staff only say how far a request is; who asked writes it."""

    list_display = ["reference", "wanted", "status", "created", "closed"]
    list_filter = ["status", "wanted"]
    search_fields = ["reference"]
    list_per_page = 50
    fieldsets = [
        ("What to do", {"fields": ["reference", "wanted", "more", "status"]}),
        (
            "How to reach them",
            {
                "fields": ["name", "email", "phone", "address"],
                "description": "For this request only. All of it is deleted 30 days after it was "
                "sent or closed, and 180 days after it was asked at the latest.",
            },
        ),
        ("When", {"fields": ["created", "closed"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        shown = [name for _, options in self.fieldsets for name in options["fields"]]
        return [name for name in shown if name != "status"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
