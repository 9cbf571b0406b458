from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "localoffer.clock"
    label = "clock"
