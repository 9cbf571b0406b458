from django.contrib import admin
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from localoffer.media.forms import ImageForm
from localoffer.media.models import Image
from localoffer.publishing.addresses import address_of

from .base import MediaAdmin
from .choosing import images_to_choose


@admin.register(Image)
class ImageAdmin(MediaAdmin):
    form = ImageForm
    existing_fieldsets = [("Now", {"fields": ["shown", "in_a_text", "used"]})]
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
    readonly_fields = [*MediaAdmin.readonly_fields, "shown", "in_a_text"]
    list_display = ["title", "described", "pixels", "times_used", "state_in_words", "public_page"]
    list_filter = [*MediaAdmin.list_filter, "decorative"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.choose))
        return [path("choose/", view, name="media_image_choose"), *super().get_urls()]

    def choose(self, request: HttpRequest) -> JsonResponse:
        return images_to_choose(request, self)

    @admin.display(description="to put it into a text")
    def in_a_text(self, obj: Image) -> SafeString:
        if not (address := address_of(obj)):
            return "It has no address yet."
        return format_html(
            "Use the button “Image” above the text. Without buttons, write <code>{}</code>",
            f'<img src="{address}">',
        )

    @admin.display(description="alternative text")
    def described(self, obj: Image) -> str:
        return obj.alt or "only decoration"

    @admin.display(description="size", ordering="width")
    def pixels(self, obj: Image) -> str:
        return f"{obj.width:,} by {obj.height:,} pixels"

    @admin.display(description="the picture")
    def shown(self, obj: Image) -> SafeString | str:
        copy = obj.renditions.first() if obj.pk else None
        if copy is None or not address_of(obj):
            return "None yet."
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}">',
            copy.get_absolute_url(),
            copy.width,
            copy.height,
            obj.alt,
        )
