from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "localoffer.accounts"
    label = "accounts"
    verbose_name = "Signing in"
