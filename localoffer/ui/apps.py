from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class UiConfig(AppConfig):
    default = True
    name = "localoffer.ui"
    label = "ui"


class StaffAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our own site object, which carries the admin's security policy."""

    default_site = "localoffer.ui.admin_site.StaffAdminSite"
    default = False
