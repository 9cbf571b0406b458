"""Editing what concerns the whole site: its settings, its plain pages, its banners."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from localoffer.publishing.admin import ContentAdmin, PublishedAdmin

from .forms import SiteSettingsForm
from .models import AlertBanner, SitePage, SiteSettings


@admin.register(SiteSettings)
class SiteSettingsAdmin(ContentAdmin):
    """One row: its list is its form; it cannot be added twice or deleted."""

    form = SiteSettingsForm
    fieldsets = [
        ("Names", {"fields": ["council_name", "site_name", "tagline"]}),
        ("Home page", {"fields": ["home_intro"]}),
        (
            "How families reach you",
            {
                "fields": ["phone", "email", "address", "hours"],
                "description": "Shown on every page and on the contact page.",
            },
        ),
        ("How others reach you", {"fields": ["security_contact"]}),
        (
            "Colours and icon",
            {
                "fields": ["brand", "accent", "icon", "own_icon"],
                "description": "Colours that are hard to read are refused.",
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        SiteSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:site_sitesettings_change", args=[1]))


@admin.register(SitePage)
class SitePageAdmin(PublishedAdmin):
    content_fieldsets = [
        (
            "The page",
            {
                "fields": ["title", "slug", "summary", "body"],
                "description": "Pages at /accessibility/, /privacy/, /cookies/ and /contact/ are "
                "linked from the foot of every page.",
            },
        )
    ]


@admin.register(AlertBanner)
class AlertBannerAdmin(ContentAdmin):
    fieldsets = [
        ("The message", {"fields": ["title", "text", "link", "level"]}),
        ("Where it shows", {"fields": ["section"]}),
        ("When it shows", {"fields": ["starts", "ends"]}),
    ]
    list_display = ["title", "level", "section", "starts", "ends"]
    list_filter = ["level"]
    search_fields = ["title", "text"]
