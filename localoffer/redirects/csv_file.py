"""Redirects as a table of two columns, in and out."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from .models import Redirect
from .visiting import status_of

HEADINGS = ["old address", "new address"]
MOST_BYTES = 200_000
MOST_ROWS = 1_000

Row = tuple[int, list[str]]  # its number as Excel counts, and its cells


class Unreadable(Exception):
    """Why a file is no such table: one sentence for the editor."""


@dataclass
class Outcome:
    """What an import does. `errors` are sentences that name the row."""

    new: list[Redirect] = field(default_factory=list)
    known: int = 0
    errors: list[str] = field(default_factory=list)


def read(content: bytes) -> list[Row]:
    """All rows that are not empty; headings are left out. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("The file is too big. Send it in parts of 1,000 rows.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Unreadable("This is not a CSV file. In Excel choose “CSV UTF-8” when you save it.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise Unreadable(f"Row {reader.line_num} cannot be read: {error}.") from error
    if rows and not rows[0][1][0].strip().startswith(("/", "http")):
        rows = rows[1:]
    if not rows:
        raise Unreadable("There are no rows in the file.")
    if len(rows) > MOST_ROWS:
        raise Unreadable("There are more than 1,000 rows. Send them in parts.")
    return rows


def store(rows: list[Row], by: Any, *, for_good: bool) -> Outcome:
    """Store all rows, or none where one of them is wrong; without `for_good` only try.

    Chains within the file are collapsed first; only then must each new address be a page.
    """
    outcome, numbers = Outcome(), {}
    with transaction.atomic():
        for number, cells in rows:
            try:
                redirect = _stored(cells, by)
            except ValidationError as error:
                outcome.errors += _in_row(number, error)
                continue
            if redirect is None:
                outcome.known += 1
            else:
                numbers[redirect.pk] = number
        outcome.new = list(Redirect.objects.filter(pk__in=numbers))
        for redirect in outcome.new:
            try:
                check_pages(redirect)
            except ValidationError as error:
                outcome.errors += _in_row(numbers[redirect.pk], error)
        transaction.set_rollback(not for_good or bool(outcome.errors))
    return outcome


def _in_row(number: int, error: ValidationError) -> list[str]:
    return [f"Row {number}: {sentence}" for sentence in error.messages]


def _stored(cells: list[str], by: Any) -> Redirect | None:
    """The redirect of one row; None where it is there already. Raises ValidationError."""
    if len(cells) != 2:
        raise ValidationError("There must be two cells, the old address and the new one.")
    redirect = Redirect(old_path=cells[0], new_path=cells[1], made_by=by)
    redirect.clean()
    known = Redirect.objects.filter(old_path=redirect.old_path).first()
    if known is None:
        redirect.save()
        return redirect
    if known.new_path != redirect.new_path:
        raise ValidationError(f"{known.old_path} leads to {known.new_path} already.")
    return None


def check_pages(redirect: Redirect) -> None:
    """Raises ValidationError where there is a page at the old address, or none at the new one."""
    if status_of(redirect.old_path) != 404:
        raise ValidationError({"old_path": f"There is a page at {redirect.old_path} already."})
    if redirect.new_path.startswith("/") and status_of(redirect.new_path) != 200:
        raise ValidationError({"new_path": f"There is no page at {redirect.new_path} to lead to."})


def written(redirects: Iterable[Redirect]) -> str:
    """The table for Excel. No cell can be a formula: the database only takes / and https://."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(HEADINGS)
    writer.writerows([each.old_path, each.new_path] for each in redirects)
    return "\ufeff" + output.getvalue()
