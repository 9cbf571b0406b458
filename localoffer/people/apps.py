from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "localoffer.people"
    label = "people"
