"""A report on a "You said, we did" document becomes a round, once and again."""

from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from graduated_response.imports.wording import LONGEST_TITLE, in_one_line
from localoffer.importing.memory import (
    Match,
    Piece,
    digest,
    find_matches,
    key_of,
    new_trace,
    plain_line,
)
from localoffer.importing.outcome import Outcome
from localoffer.importing.storing import (
    is_frozen,
    note_gone,
    publish_once,
    published_if_right,
    revise,
    traces_to_keep,
    versions_of,
)
from localoffer.publishing import cache_token
from localoffer.publishing.models import State
from localoffer.publishing.slugs import unique_slug
from localoffer.richtext.html import clean
from surveys.imports.report import YouSaidReport
from surveys.imports.terms import add_terms
from surveys.imports.wanted import Wanted, did_words, wanted_rows
from surveys.models import Cycle, Evidence, WeDid


def save_you_said(
    report: YouSaidReport, *, publish: bool = False, with_terms: bool = True, by: Any = None
) -> Outcome:
    """Store what is new or worded anew, all or nothing, as the work of `by` (None: a command);
    `report.year` must be known.

    The round is found by its year and title. Words that staff changed since the last import
    stay; a round that families see now changes only with `publish`, and only when it passes the
    checks.
    """
    with transaction.atomic():
        return published_if_right(lambda may: _save(report, may, with_terms, by), publish)


def _save(report: YouSaidReport, publish: bool, with_terms: bool, by: Any) -> Outcome:
    with transaction.atomic():
        match, outcome = _find_round(report, publish)
        with versions_of([] if outcome.is_new else [match.row], outcome, by):
            _store_round(match, wanted_rows(report), outcome)
        outcome.terms = add_terms(report.glossary) if with_terms else []
        if outcome.changes:
            cache_token.bump()
        if publish and match.row.state == State.LIVE:
            outcome.public = [match.row]
    return outcome


def _find_round(report: YouSaidReport, publish: bool) -> tuple[Match, Outcome]:
    """The round as it is stored, or a new one."""
    title = in_one_line(report.title, LONGEST_TITLE)
    values = {"intro": clean(report.intro_html)} if report.intro_html else {}
    rows = Cycle.objects.select_for_update().filter(year=report.year).order_by("pk")
    found = rows.filter(Q(title__iexact=title) | Q(imported__key=key_of(title))).first()
    if found is None:
        return _new_round(report.year, Piece(title, values), publish)
    return Match(Piece(title, values), found, found.imported or None), Outcome(found, publish)


def _store_round(match: Match, wanted: Wanted, outcome: Outcome) -> None:
    """Bring a round and its rows up to date, and keep the traces."""
    cycle = match.row
    frozen = not outcome.is_new and is_frozen(cycle, outcome.publish)
    if not outcome.is_new:
        _revise_round(match, outcome, frozen)
    memory = cycle.imported.get("rows", {})
    matches, traces = [], {}
    for kind, pieces in wanted.rows.items():
        merged = _merge(cycle, kind, pieces, memory.get(kind, []), outcome, frozen)
        traces[kind] = traces_to_keep(memory.get(kind, []), merged)
        matches += merged
    _connect(wanted, matches)
    cycle.imported = match.trace | {"rows": traces}
    Cycle.objects.filter(pk=cycle.pk).update(imported=cycle.imported)


def _revise_round(match: Match, outcome: Outcome, frozen: bool) -> None:
    changed = revise(match, outcome, frozen)
    match.trace = match.trace or new_trace(match, match.piece.values)
    if outcome.publish:
        changed |= publish_once(match.row, match.trace, outcome)
    if changed:
        match.row.save()


def _new_round(year: int, piece: Piece, publish: bool) -> tuple[Match, Outcome]:
    named = piece.words if str(year) in piece.words else f"{piece.words} {year}"
    row = Cycle.objects.create(
        title=piece.words,
        slug=unique_slug(Cycle, named),
        year=year,
        state=State.LIVE if publish else State.DRAFT,
        **piece.values,
    )
    match = Match(piece, row, is_new=True)
    match.trace = new_trace(match, live=publish)
    return match, Outcome(row, publish, is_new=True)


def _merge(
    cycle: Cycle,
    kind: str,
    pieces: list[Piece],
    traces: list[dict],
    outcome: Outcome,
    frozen: bool,
) -> list[Match]:
    rows = getattr(cycle, kind)
    _recall_default(kind, traces)
    stored = list(rows.prefetch_related("said") if kind == "did" else rows.all())
    labels = {row.pk: plain_line(row.text) for row in stored}
    matches = find_matches(pieces, stored, traces, _words_of)
    for match in matches:
        if match.row and revise(match, outcome, frozen):
            match.row.save()
    new = [match for match in matches if not match.row and not match.trace]
    if frozen:
        outcome.waiting += [str(match.piece) for match in new]
    else:
        for match in new:
            match.is_new = True
            match.row = rows.model(cycle=cycle, **match.piece.values)
        rows.model.objects.bulk_create(match.row for match in new)
        for match in new:
            match.trace = new_trace(match, live=outcome.publish)
        _recall_default(kind, [match.trace for match in new])
        outcome.added += [str(match.piece) for match in new]
    note_gone(traces, matches, labels, outcome)
    return matches


def _recall_default(kind: str, traces: list[dict]) -> None:
    """An import that knew no status wrote "Done". A later document may say better, as long as no
    editor did.
    """
    if kind == "did":
        for trace in traces:
            trace["fields"].setdefault("standing", digest(WeDid().standing))


def _words_of(row: Model) -> str:
    words = plain_line(row.text)
    if isinstance(row, WeDid):
        return did_words([plain_line(said.text) for said in row.said.all()], words)
    return words


def _connect(wanted: Wanted, matches: list[Match]) -> None:
    """Tie what is new to what it answers and to what shows it; staff may have cut older ties."""
    by_piece = {id(match.piece): match for match in matches}
    tie = WeDid.said.through
    ties = []
    for one, other in wanted.answers:
        said, did = by_piece[id(one)], by_piece[id(other)]
        if said.row and did.row and (said.is_new or did.is_new):
            ties.append(tie(wedid=did.row, yousaid=said.row))
    tie.objects.bulk_create(ties, ignore_conflicts=True)
    Evidence.objects.bulk_create(
        Evidence(did=by_piece[id(piece)].row, label=label, path=address)
        for piece, links in wanted.links
        for label, address in links
        if by_piece[id(piece)].is_new
    )
