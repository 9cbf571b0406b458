"""How far a thing has come. It stands beside the models, because the importer needs it where no
database is (localoffer/sandbox).
"""

from django.db.models import TextChoices

LONGEST_REASON = 300


class Status(TextChoices):
    DONE = "done", "Done"
    UNDER_WAY = "under-way", "Under way"
    PLANNED = "planned", "Planned"
    NOT_POSSIBLE = "not-possible", "Not possible"
