from django.apps import AppConfig


class RichTextConfig(AppConfig):
    name = "localoffer.richtext"
    label = "richtext"
    verbose_name = "Rich text"
