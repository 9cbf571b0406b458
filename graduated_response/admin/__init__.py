"""Editing in the admin, a file per subject."""

from . import (
    asked_questions,
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
    "asked_questions",
    "booklet",
    "copy_requests",
    "editions",
    "journeys",
    "pages",
    "provision",
    "questions",
    "statements",
]
