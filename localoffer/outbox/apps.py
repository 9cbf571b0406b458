from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "localoffer.outbox"
    label = "outbox"
    verbose_name = "E-mail"
