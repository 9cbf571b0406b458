from django.apps import AppConfig


class GraduatedResponseConfig(AppConfig):
    name = "graduated_response"
    verbose_name = "Graduated response and provision"
