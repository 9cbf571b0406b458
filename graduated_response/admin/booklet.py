"""Choosing what stands in the booklet, and releasing an edition."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from graduated_response.booklet.releasing import release, withdraw
from graduated_response.models import Booklet, BookletBuild, BookletEdition, Chapter
from localoffer.people.models import covers
from localoffer.publishing.admin import ContentAdmin, PublishedAdmin
from localoffer.publishing.inlines import RowInline

NOT_LIVE = "There is no booklet on the site that could be kept as an edition. Publish it first."


class WithTheBooklet:
    """For ModelAdmins of what comes with the booklet: whose remit leaves that out sees nothing."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return covers(request.user, Booklet) and super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return covers(request.user, Booklet) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return covers(request.user, Booklet) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return covers(request.user, Booklet) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return covers(request.user, Booklet) and super().has_delete_permission(request, obj)


def state_of(build: BookletBuild | None) -> SafeString:
    """When the files were made, which could not be, and what they show otherwise than the pages."""
    return render_to_string("graduated_response/booklet_state.html", {"build": build})


class ChapterInline(RowInline):
    model = Chapter
    fields = [
        ("position", "kind"),
        ("heading", "guide"),
        ("page", "journey"),
        ("area", "reading"),
        "shown",
    ]
    readonly_fields = ["shown"]
    autocomplete_fields = ["guide", "page", "journey", "area"]
    prefetch = ("guide", "page", "journey", "area")
    verbose_name = "chapter"
    verbose_name_plural = "what is in the booklet, in order"

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """What stands in the booklet is chosen here, and written elsewhere."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            field.widget = widget.widget
        return field

    @admin.display(description="in print")
    def shown(self, obj: Chapter) -> str:
        if obj.pk and obj.is_left_out:
            return "No: it is not on the site now, so it is left out."
        return "Yes" if obj.pk else "When it is saved and on the site."


@admin.register(Booklet)
class BookletAdmin(PublishedAdmin):
    """There is one. It is made anew by itself whenever something in it changes."""

    inlines = [ChapterInline]
    prepopulated_fields: dict = {}
    readonly_fields = ["made"]
    content_fieldsets = [
        ("Its cover", {"fields": ["title", "summary", "edition", "dated"]}),
        ("Its first page", {"fields": ["intro"]}),
        ("On paper", {"fields": ["places"]}),
        (
            "The files",
            {
                "fields": ["made"],
                "description": "They are made anew within a minute of every change that goes live. "
                "Nothing that is a draft gets into them.",
            },
        ),
    ]
    autocomplete_fields = ["places"]
    search_fields = ["title", "summary"]  # it has one address, whatever its slug
    list_display = ["title", "made_when", "state_in_words", "review", "updated", "public_page"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Every page of the admin asks it for its menu; only the booklet's own pages look."""
        page = getattr(request.resolver_match, "url_name", None) or ""
        is_here = page.startswith(f"{self.opts.app_label}_{self.opts.model_name}_")
        return is_here and super().has_add_permission(request) and not Booklet.objects.exists()

    @admin.display(description="files")
    def made_when(self, obj: Booklet) -> str:
        """In short: the form says why."""
        build = BookletBuild.objects.filter(key=BookletBuild.CURRENT).first() or BookletBuild()
        when = f"Made {localtime(build.made):%d %B %Y, %H:%M}" if build.made else "Not made yet"
        return f"{when}. Not all could be made: open it to see why." if build.problems else when

    @admin.display(description="files")
    def made(self, obj: Booklet) -> SafeString | str:
        return state_of(BookletBuild.objects.filter(key=BookletBuild.CURRENT).first())


class EditionForm(forms.ModelForm):
    class Meta:
        model = BookletEdition
        fields = ["name", "slug", "dated", "note"]

    def clean(self) -> dict:
        if self.instance.pk is None and Booklet.current() is None:
            raise ValidationError(NOT_LIVE)
        return super().clean()


@admin.register(BookletEdition)
class BookletEditionAdmin(WithTheBooklet, ContentAdmin):
    """To add one is to release it: it holds what the booklet says at that moment, for good."""

    form = EditionForm
    list_display = ["name", "dated", "note", "files", "public_page"]
    search_fields = ["name", "note"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "dated", "note"],
                "description": "Saving keeps the booklet as it is now. Its files are made within a "
                "minute, and stay at their addresses whatever changes later.",
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content").select_related("build")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What is printed in it, and where it stands, cannot change any more."""
        return ["name", "slug", "dated", "files"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict:
        return {} if obj else self.prepopulated_fields

    def save_model(self, request: HttpRequest, obj: BookletEdition, form: Any, change: Any) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            release(obj, Booklet.current(), request.user)
            messages.info(request, "Its files are being made now.")

    def delete_model(self, request: HttpRequest, obj: BookletEdition) -> None:
        withdraw(BookletEdition.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        withdraw(BookletEdition.objects.filter(pk__in=queryset.values("pk")))

    @admin.display(description="files")
    def files(self, obj: BookletEdition) -> SafeString | str:
        return state_of(obj.build)

    @admin.display(description="on the site")
    def public_page(self, obj: BookletEdition) -> SafeString:
        address = reverse("graduated_response:booklet_edition", args=[obj.slug])
        words = '<a href="{}">See page<span class="visually-hidden"> {}</span></a>'
        return format_html(words, address, obj)
