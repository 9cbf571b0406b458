from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "localoffer.site"
    label = "site"
    verbose_name = "This site"
