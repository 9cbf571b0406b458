"""Editing in the admin, a file per subject."""

from . import pages, provision, questions

__all__ = ["pages", "provision", "questions"]
