"""The journey a page is part of, as the list of steps beside its text."""

from .models import Journey, Page, Step
from .navigation import Atlas


def trail(atlas: Atlas, page: Page) -> dict:
    """{journey, number, steps: [{number, title, current, pages: [{title, url, current}]}]} of the
    first live journey with the page; {} where there is none."""
    journeys = {journey.pk: journey for journey in atlas.live_journeys()}
    home = {
        step.journey_id: step
        for step in reversed(atlas.steps)
        if page.pk in atlas.pages_of_step.get(step.pk, ())
    }
    journey = next((journeys[pk] for pk in journeys if pk in home), None)
    return _described(atlas, journey, home[journey.pk], page) if journey else {}


def _described(atlas: Atlas, journey: Journey, here: Step, page: Page) -> dict:
    live = atlas.live_pages()
    own = [step for step in atlas.steps if step.journey_id == journey.pk]
    steps = []
    for number, step in enumerate(own, 1):
        linked = atlas.pages_of_step.get(step.pk, set())
        pages = [
            {"title": other.title, "url": other.get_absolute_url(), "current": other == page}
            for other in live
            if other.pk in linked
        ]
        steps.append(
            {"number": number, "title": step.title, "current": step == here, "pages": pages}
        )
    return {"journey": journey, "number": own.index(here) + 1, "steps": steps}
