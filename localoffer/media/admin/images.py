from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from localoffer.media.forms import ImageForm
from localoffer.media.models import Image

from .base import MediaAdmin


@admin.register(Image)
class ImageAdmin(MediaAdmin):
    form = ImageForm
    existing_fieldsets = [("Now", {"fields": ["shown", "used"]})]
    content_fieldsets = [
        ("The picture", {"fields": ["title", "slug", "summary", "upload"]}),
        (
            "For people who cannot see it",
            {
                "fields": ["alt", "decorative"],
                "description": "One of the two. Ask yourself: what is missing for somebody to whom "
                "the page is read out?",
            },
        ),
    ]
    readonly_fields = [*MediaAdmin.readonly_fields, "shown"]
    list_display = ["title", "described", "pixels", "times_used", "state_in_words", "public_page"]
    list_filter = [*MediaAdmin.list_filter, "decorative"]

    @admin.display(description="alternative text")
    def described(self, obj: Image) -> str:
        return obj.alt or "only decoration"

    @admin.display(description="size", ordering="width")
    def pixels(self, obj: Image) -> str:
        return f"{obj.width:,} by {obj.height:,} pixels"

    @admin.display(description="the picture")
    def shown(self, obj: Image) -> SafeString | str:
        copy = obj.renditions.first() if obj.pk else None
        if copy is None:
            return "None yet."
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}">',
            copy.get_absolute_url(),
            copy.width,
            copy.height,
            obj.alt,
        )
