"""Rows of Ordinarily Available Provision with as little to say as possible."""

from graduated_response.models import Area, Level, Page, Phase, Statement


def make_area(slug="assessment", code="AS", **fields):
    fields = {"title": slug.replace("-", " ").capitalize(), "state": "live"} | fields
    return Area.objects.create(slug=slug, code=code, **fields)


def make_level(slug="everyone"):
    return Level.objects.get_or_create(
        slug=slug, defaults={"name": slug.replace("-", " ").capitalize()}
    )[0]


def make_phase(slug="primary"):
    return Phase.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]


def make_stage(slug="assess", **fields):
    fields = {"title": f"{slug.capitalize()}: in other words", "state": "live"} | fields
    return Page.objects.create(slug=slug, kind=Page.Kind.STAGE, **fields)


def make_statement(code="AS1", area=None, level="everyone", phases=(), stages=(), **fields):
    """A live expectation; its area is found by the letters of its code, or made."""
    letters = code.rstrip("0123456789")
    area = (
        area or Area.objects.filter(code=letters).first() or make_area(f"area-{letters}", letters)
    )
    fields = {"title": f"The setting does {code}.", "state": "live"} | fields
    statement = Statement.objects.create(code=code, area=area, level=make_level(level), **fields)
    statement.phases.set([make_phase(slug) for slug in phases])
    statement.stages.set(stages)
    return statement
