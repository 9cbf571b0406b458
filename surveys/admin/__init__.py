"""Editing in the admin, a file per subject."""

from . import surveys, you_said

__all__ = ["surveys", "you_said"]
