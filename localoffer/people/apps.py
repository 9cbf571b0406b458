from django.apps import AppConfig
from django.contrib.auth import apps as auth_apps


class PeopleConfig(AppConfig):
    default = True
    name = "localoffer.people"
    label = "people"


class AccountsConfig(auth_apps.AuthConfig):
    """Django's accounts and groups under a name that says to staff what they find there."""

    verbose_name = "Staff and roles"
    default = False
