from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "localoffer.glossary"
    label = "glossary"
    verbose_name = "Glossary"
