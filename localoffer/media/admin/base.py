"""What documents, images and videos share in the admin: taking a file, and where it is used."""

from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from localoffer.media import quota
from localoffer.media.usage import Use, all_uses, used_in
from localoffer.publishing.addresses import address_of
from localoffer.publishing.admin import PublishedAdmin
from localoffer.publishing.models import Published

BREAKS = "Used here. These pages will point to nothing until somebody changes them:"


def links(uses: list[Use]) -> list[SafeString | str]:
    return [
        format_html('<a href="{}">{}</a>', use.path, use.title) if use.path else use.title
        for use in uses
    ]


def as_list(uses: list[Use]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((link,) for link in links(uses)))
    return format_html("<ul>{}</ul>", items)


class MediaAdmin(PublishedAdmin):
    """A subclass's form is an UploadForm; what only makes sense for a row that exists stands in
    `existing_fieldsets`, before the rest."""

    existing_fieldsets: list = []
    largest_upload = settings.MEDIA_LARGEST_DOCUMENT
    readonly_fields = ["used"]

    def get_fieldsets(self, request: HttpRequest, obj: Published | None = None) -> list:
        return [*(self.existing_fieldsets if obj else []), *super().get_fieldsets(request, obj)]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever sends a file has the room for it until its row, or the draft that names it, is
        stored. Only here that lasts: a draft is tried in a savepoint, and locks end with that.
        """
        if request.method != "POST" or not request.FILES:
            return super().changeform_view(request, *args, **kwargs)
        with transaction.atomic():
            request.is_alone = quota.alone()
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        form.is_alone = getattr(request, "is_alone", True)
        return form

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The page says where it is used in words for this reader."""
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            row.reader = request.user
        return row

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.received is None:
            return
        obj.take_file(form.received, by=request.user)
        if change and (uses := used_in(obj, request.user)):
            messages.info(
                request, format_html("The file is new. Check where it is used: {}", as_list(uses))
            )

    @admin.display(description="used on")
    def used(self, obj: Published) -> SafeString | str:
        uses = used_in(obj, obj.reader) if obj.pk else []
        return as_list(uses) if uses else "Nowhere yet."

    @admin.display(description="used on")
    def times_used(self, obj: Published) -> str:
        count = len(obj.uses_by_address().get(address_of(obj), []))
        return f"{count} page{'' if count == 1 else 's'}" if count else "nowhere"

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """All uses are found at once for the rows of the list, if it is shown: after an action it
        is not."""
        changes = super().get_changelist_instance(request)
        uses_by_address = cache(lambda: all_uses(request.user))
        for row in changes.result_list:
            row.uses_by_address = uses_by_address
        return changes

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Both pages that ask before deleting also say what would break."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        for obj in objs:
            if uses := used_in(obj, request.user):
                heading = format_html("<strong>{}: {}</strong>", obj, BREAKS)
                to_delete = [*to_delete, heading, links(uses)]
        return to_delete, counts, perms_needed, protected
