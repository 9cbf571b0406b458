"""Which live pages are hard to read, measured once a day for the dashboard."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from localoffer.publishing.models import Published, published_models

from .checks.reading import TARGET_AGE, reading_age
from .models import HardPage
from .texts import families, texts_in

# A little over the target is advice in the form; on the dashboard stands what needs rewriting.
HARD_FROM = TARGET_AGE + 2


def measure() -> int:
    """Make the table what live content is now; the answer is how many pages are hard."""
    hard = [
        HardPage(content_type=ContentType.objects.get_for_model(model), object_id=pk, age=age)
        for model in published_models()
        for pk, age in hard_ones(model)
    ]
    with transaction.atomic():
        HardPage.objects.all().delete()
        HardPage.objects.bulk_create(hard)
    return len(hard)


def hard_ones(model: type[Published]) -> list[tuple[int, int]]:
    """(key, age at which most people can read it) of the hard rows of a kind."""
    found = []
    for pk, family in families(model.objects.live()).items():
        age = reading_age([text for row, place in family for text in texts_in(row, place)])
        if age is not None and round(age) >= HARD_FROM:
            found.append((pk, round(age)))
    return found
