"""For the last superuser, whose phone and emergency codes are lost."""

from argparse import ArgumentParser

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from localoffer.accounts.second_factor import forget


class Command(BaseCommand):
    help = (
        "Takes the second step of signing in away from an account, when nobody who could do so in "
        "the admin can sign in any more. The next sign-in sets it up anew where it is asked for."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name with which the person signs in")

    def handle(self, *args: object, name: str, **options: object) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account called “{name}”.")
        forget(user)
        self.stdout.write(f"“{name}” signs in with the password alone.")
