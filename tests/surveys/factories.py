"""Surveys and rounds for tests, live and complete unless a test says otherwise."""

from datetime import date

from surveys.models import Cycle, Evidence, Finding, Promise, Survey, Theme, Wave, WeDid, YouSaid


def make_cycle(slug: str = "r2024", year: int = 2024, **fields) -> Cycle:
    return Cycle.objects.create(
        **{"title": f"Round {slug}", "slug": slug, "year": year, "state": "live"} | fields
    )


def make_theme(slug: str = "waiting", **fields) -> Theme:
    return Theme.objects.create(**{"name": slug.title(), "slug": slug} | fields)


def say(cycle: Cycle, text: str, evidence: str = "", **fields) -> YouSaid:
    """Something said; `evidence` is one address."""
    said = YouSaid.objects.create(cycle=cycle, text=f"<p>{text}</p>", **fields)
    if evidence:
        Evidence.objects.create(said=said, label=f"Proof of {text}", path=evidence)
    return said


def do(cycle: Cycle, text: str, *said: YouSaid, evidence: str = "", **fields) -> WeDid:
    """Something done about what was said."""
    did = WeDid.objects.create(cycle=cycle, text=f"<p>{text}</p>", **fields)
    did.said.set(said)
    if evidence:
        Evidence.objects.create(did=did, label=f"Proof of {text}", path=evidence)
    return did


def promise(cycle: Cycle, text: str, **fields) -> Promise:
    return Promise.objects.create(cycle=cycle, text=f"<p>{text}</p>", **fields)


def make_survey(slug: str = "parents", waves: int = 1, findings: int = 1, **fields) -> Survey:
    """The first wave is of spring 2024, the next of 2025 and so on."""
    survey = Survey.objects.create(
        **{
            "title": f"Survey {slug}",
            "slug": slug,
            "summary": f"About {slug}.",
            "intro": f"<p>Why we asked {slug}.</p>",
            "state": "live",
        }
        | fields
    )
    for number in range(waves):
        wave = Wave.objects.create(
            survey=survey,
            label=f"Spring {2024 + number}",
            opened=date(2024 + number, 3, 1),
            closed=date(2024 + number, 3, 31),
            responses=1204,
        )
        for place in range(findings):
            Finding.objects.create(
                wave=wave, text=f"Finding {place} of {wave.label}", value="62.5", base=214
            )
    return survey
