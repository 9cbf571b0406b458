from django.apps import AppConfig


class PackagesConfig(AppConfig):
    name = "localoffer.packages"
    label = "packages"
