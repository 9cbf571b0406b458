from django.apps import AppConfig


class RedirectsConfig(AppConfig):
    name = "localoffer.redirects"
    label = "redirects"
    verbose_name = "Old addresses"
