"""Editing in the admin, a file per subject."""

from . import journeys, pages, provision, questions

__all__ = ["journeys", "pages", "provision", "questions"]
