"""What a fresh installation needs once: somebody who can sign in, and something to look at."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from localoffer.publishing.models import published_models
from localoffer.ui.site_url import absolute

NAME = "admin"


class Command(BaseCommand):
    help = (
        "Fills an empty database with the demonstration content and makes the first account of the "
        "admin, whose name and password it prints once. Does nothing where there is content or an "
        "account already."
    )

    def handle(self, *args: object, **options: object) -> None:
        if not any(model.objects.exists() for model in published_models()):
            call_command("load_demo", stdout=self.stdout)
        users = get_user_model().objects
        if not users.exists():
            password = secrets.token_urlsafe(12)
            users.create_superuser(NAME, password=password)
            self.stdout.write(
                f"Sign in at {absolute('/admin/')} as {NAME} with the password {password}\n"
                "It is shown this once. Change it at /admin/password_change/."
            )
