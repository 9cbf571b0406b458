from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "localoffer.editorial"
    label = "editorial"
    verbose_name = "Checks of content"
