"""Writing the table of roles into the database again."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from localoffer.people.roles import ROLES, give_rights


class Command(BaseCommand):
    help = "Gives the groups of staff the rights that localoffer/people/roles.py names, no others."

    def handle(self, *args: object, **options: object) -> None:
        with transaction.atomic():
            give_rights(apps)
        self.stdout.write(f"{len(ROLES)} roles have the rights of the table.")
