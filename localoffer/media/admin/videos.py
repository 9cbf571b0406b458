from django.conf import settings
from django.contrib import admin
from django.template.defaultfilters import filesizeformat

from localoffer.media.forms import VideoForm
from localoffer.media.models import Video

from .base import MediaAdmin


@admin.register(Video)
class VideoAdmin(MediaAdmin):
    form = VideoForm
    largest_upload = settings.MEDIA_LARGEST_VIDEO
    existing_fieldsets = [("Where it is used", {"fields": ["used"]})]
    content_fieldsets = [
        ("The video", {"fields": ["title", "slug", "summary", "upload", "link"]}),
        (
            "For people who cannot hear or see it",
            {
                "fields": ["captioned", "upload_captions", "captions", "transcript"],
                "description": "A video can only be live with captions and a transcript.",
            },
        ),
    ]
    list_display = ["title", "place", "still_needed", "times_used", "state_in_words", "public_page"]

    @admin.display(description="where it is")
    def place(self, obj: Video) -> str:
        return obj.host() or (f"here, {filesizeformat(obj.size)}" if obj.file else "nowhere yet")

    @admin.display(description="still needs")
    def still_needed(self, obj: Video) -> str:
        return ", ".join(obj.lacks().values()) or "nothing"
