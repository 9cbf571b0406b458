"""Editing in the admin, a file per subject."""

from . import (
    booklet,
    copy_requests,
    editions,
    journeys,
    pages,
    provision,
    questions,
    statements,
)

__all__ = [
    "booklet",
    "copy_requests",
    "editions",
    "journeys",
    "pages",
    "provision",
    "questions",
    "statements",
]
