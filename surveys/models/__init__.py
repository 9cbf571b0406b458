"""Surveys with their waves, and "You said, we did" with the evidence behind it."""

from .evidence import Evidence
from .surveys import Finding, Survey, Wave
from .you_said import Cycle, Progress, Promise, Theme, WeDid, YouSaid

__all__ = [
    "Cycle",
    "Evidence",
    "Finding",
    "Progress",
    "Promise",
    "Survey",
    "Theme",
    "Wave",
    "WeDid",
    "YouSaid",
]
