"""Answering comments. What people wrote is for those with the right to see it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from localoffer.editorial.models import Confirmed
from localoffer.people.models import scope_of
from localoffer.publishing.admin import ContentAdmin

from .answering import AnswerForm
from .emails import tell_decision
from .models import Comment


@admin.register(Comment)
class CommentAdmin(ContentAdmin):
    """Comments are about any page, so they are for people whose remit is not narrowed."""

    form = AnswerForm
    form_passes_checks = False  # AnswerForm asks about each place by itself
    view_on_site = False
    list_display = ["reference", "category", "status", "created", "decided", "public_page"]
    list_filter = ["status", "category"]
    search_fields = ["reference", "public_words"]
    list_per_page = 50
    ordering = ["-created", "-pk"]
    readonly_fields = ["category", "words", "page", "email", "created", "decided", "public_page"]
    fieldsets = [
        (
            "What they wrote",
            {
                "fields": ["category", "words", "page", "email", "created"],
                "description": "Only for answering. Their words are deleted a year after the "
                "decision, their e-mail after 30 days.",
            },
        ),
        (
            "What families will see",
            {
                "fields": ["public_words", "confirmed"],
                "description": "As they said it, but without names, schools, ages, conditions or "
                "anything else that tells who it was. You may make it shorter.",
            },
        ),
        ("Our answer", {"fields": ["answer", "action"]}),
        (
            "Decision",
            {
                "fields": ["status", "reason", "as_of", "decided", "public_page"],
                "description": "The law (SEND Regulations 2014, regulation 56) wants all comments "
                "published with our answer at least once a year, but for the two kinds below. Who "
                "left an e-mail address gets a note when it is published, or whom to talk to if "
                "it is about one person.",
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return scope_of(request.user) is None and super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return scope_of(request.user) is None and super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return scope_of(request.user) is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return scope_of(request.user) is None and super().has_delete_permission(request, obj)

    def construct_change_message(self, request: HttpRequest, form: Any, *args: Any) -> Any:
        """A decision is noted in words; nothing that anybody wrote is."""
        if "status" in form.changed_data:
            row = form.instance
            return ": ".join(filter(None, [row.get_status_display(), row.get_reason_display()]))
        return super().construct_change_message(request, form, *args)

    def save_model(
        self, request: HttpRequest, obj: Comment, form: AnswerForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        Confirmed.objects.confirm(obj, form.cleaned_data["confirmed"], request.user)
        tell_decision(obj)

    @admin.display(description="on the site")
    def public_page(self, obj: Comment) -> SafeString | str:
        if obj.status != Comment.Status.PUBLISHED or not obj.decided:
            return "No"
        words = '<a href="{}">See it<span class="visually-hidden"> ({})</span></a>'
        return format_html(words, obj.get_absolute_url(), obj.reference)
