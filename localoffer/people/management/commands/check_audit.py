"""Whether anybody changed the audit log behind the back of the site."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from localoffer.people.audit_chain import first_break, waiting
from localoffer.people.models import AuditLink

GONE = (
    "The chain fits, but no link has the hash you gave: it was written anew, or entries were "
    "deleted from its end."
)


class Command(BaseCommand):
    help = (
        "Checks the audit log: each entry is linked to the one before by a hash, so an entry that "
        "was changed, deleted or moved in the database is found. Names the first one. Note the "
        "last hash somewhere else, and give it the next time: then a chain that was written anew "
        "is found too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "known",
            metavar="HASH",
            nargs="?",
            default="",
            help="a hash that this command printed before, or that stands in the server's log",
        )

    def handle(self, *args: object, known: str, **options: object) -> None:
        if broken := first_break():
            raise CommandError(f"The audit log was changed. {broken}")
        if known and not AuditLink.objects.filter(digest=known.lower()).exists():
            raise CommandError(GONE)
        last = AuditLink.objects.last()
        self.stdout.write(f"{last.number if last else 0} entries, and none was changed.")
        if late := waiting().count():
            self.stdout.write(f"{late} more will be linked within a minute.")
        if last:
            self.stdout.write(f"The last hash is {last.digest}")
