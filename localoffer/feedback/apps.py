from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "localoffer.feedback"
    label = "feedback"
    verbose_name = "Comments on the local offer"
