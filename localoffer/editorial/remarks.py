"""What there is to say about a row of content before families read it."""

import logging
from collections.abc import Iterable, Iterator
from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.urls import NoReverseMatch
from django.utils.module_loading import module_has_submodule
from django.utils.text import capfirst

from localoffer.glossary.models import Term
from localoffer.identity.own_names import own_names
from localoffer.media.figures import why_not_shown
from localoffer.publishing.contradictions import Contradiction
from localoffer.publishing.models import Published

from .checks import Known, Remark, Text, check, not_made
from .checks.reading import reading_age
from .internal_links import Visitor, as_if_live
from .models import Confirmed
from .texts import texts_of

# What a row lacks to be public at all, as it says itself (`Published.unfinished`).
UNFINISHED = "unfinished"

logger = logging.getLogger(__name__)


def remarks_of(row: Published, together: Iterable[Published] = ()) -> list[Remark]:
    """All remarks but those somebody has confirmed; what blocks comes first. It never raises.

    The row and those it owns are read as the database has them now, so a draft can be tried first
    (`publishing.applying.trying`). `together` are other rows that go live in the same act.
    """
    confirmed = Confirmed.objects.keys_of(row)
    try:
        with transaction.atomic():  # a fault in it must not end the reader's own transaction
            remarks = _remarks_as_if_live(row, together)
    except Exception:
        logger.exception("The checks of %s %s failed.", row._meta.label, row.pk)
        remarks = [not_made("everything", [row.updated.isoformat()])]
    return [each for each in remarks if not (each.can_be_confirmed and each.key in confirmed)]


def _remarks_as_if_live(row: Published, together: Iterable[Published]) -> list[Remark]:
    with as_if_live([row, *together]) as refused:
        visitor, texts = Visitor(page_of(row)), texts_of(row)
        known = Known(wordings_known_to(row), visitor.why_dead, why_not_shown, own_names())
        made = [*check(texts, known), *remarks_of_apps(row, texts), *contradicting(row, texts)]
    remarks = sorted(made, key=lambda remark: remark.level != "block")
    if why := row.unfinished():
        return [Remark(UNFINISHED, "block", None, why), *remarks]
    why = refused.get(row)
    return [Remark("refused", "block", None, why), *remarks] if why else remarks


def remarks_of_apps(row: Published, texts: list[Text]) -> Iterator[Remark]:
    """What apps above this one have to say. Any installed app may have a module `content_checks`
    with `remarks(row, texts) -> Iterator[Remark]`, which changes nothing."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "content_checks"):
            yield from import_module(f"{config.name}.content_checks").remarks(row, texts)


def contradicting(row: Published, texts: list[Text]) -> Iterator[Remark]:
    """What the kind itself finds (`Published.contradictions`), each at the text it is about."""
    for each in row.contradictions():
        code = "contradiction-asked" if each.confirmable else "contradiction"
        level = "block" if each.stops else "warn"
        place = place_of(row, each, texts)
        yield Remark(code, level, place, each.sentence, (each.about,) if each.about else ())


def place_of(row: Published, found: Contradiction, texts: list[Text]) -> Text | None:
    owner = found.row or row
    key = (owner._meta.label_lower, owner.pk) if found.row else None
    here = [text for text in texts if text.row == key]
    if not found.field:
        return None
    label = capfirst(owner._meta.get_field(found.field).verbose_name)
    if found.row and here:
        label = f"{here[0].label.partition(': ')[0]}: {label[0].lower()}{label[1:]}"
    exact = (text for text in here if text.field == found.field)
    return next(exact, Text(label, found.field, "", row=key))


def may_publish(row: Published, together: Iterable[Published] = ()) -> list[Remark]:
    """The remarks that stand in the way of publishing it; none: it may go."""
    return [remark for remark in remarks_of(row, together) if remark.level == "block"]


def page_of(row: Published) -> str:
    """Its path; that of the home page while what was typed makes no address."""
    try:
        return row.get_absolute_url()
    except NoReverseMatch:
        return "/"


def wordings_known_to(row: Published) -> frozenset[str]:
    """Every way to write a live term; an entry of the glossary knows its own."""
    terms = [*Term.objects.live(), *([row] if isinstance(row, Term) else [])]
    return frozenset(wording for term in terms for wording in term.wordings())


def reading_age_of(row: Published) -> float | None:
    """At what age most people can read it; None for too little text."""
    return reading_age(texts_of(row))
