"""Editing in the admin, a file per subject."""

from . import booklet, copy_requests, journeys, pages, provision, questions

__all__ = ["booklet", "copy_requests", "journeys", "pages", "provision", "questions"]
