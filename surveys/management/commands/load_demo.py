"""The demonstration content. It stands in the app that may know all the others."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, transaction

from events import demo as events
from graduated_response.demo import (
    load_asked_questions,
    load_booklet,
    load_journeys,
    load_pages,
    load_provision,
    load_questions,
)
from localoffer.feedback import demo as feedback
from localoffer.glossary import demo as glossary
from localoffer.media import demo as media
from localoffer.publishing import cache_token
from localoffer.publishing.models import published_models
from localoffer.site import demo as site
from surveys.demo import load_surveys, load_you_said

# In the order in which one part points to another.
PARTS = (
    site,
    glossary,
    media,
    events,
    load_pages,
    load_journeys,
    load_provision,
    load_questions,
    load_asked_questions,
    load_booklet,
    load_surveys,
    feedback,
    load_you_said,
)


class Command(BaseCommand):
    help = (
        "Loads the demonstration content of a made-up council: pages, expectations, questions, "
        "surveys, You said, we did, events and glossary. Refuses where there is content, "
        "unless --force."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="load it beside the content that is there (stops where an address is taken)",
        )

    def handle(self, *args: object, **options: object) -> None:
        if not options["force"] and any(model.objects.exists() for model in published_models()):
            raise CommandError(
                "There is content already, so nothing was loaded. "
                "Use --force to load it all the same."
            )
        try:
            with transaction.atomic():
                for part in PARTS:
                    part.load()
                cache_token.bump()
        except IntegrityError as error:
            raise CommandError(
                "Some of the demonstration is here already, so nothing was loaded."
            ) from error
        total = sum(model.objects.count() for model in published_models())
        self.stdout.write(f"The demonstration content is loaded: {total} items.")
