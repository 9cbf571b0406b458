from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "localoffer.media"
    label = "media"
    verbose_name = "Documents, images and videos"
