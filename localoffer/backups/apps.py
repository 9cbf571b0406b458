from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "localoffer.backups"
    label = "backups"
