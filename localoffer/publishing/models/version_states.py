"""The states of a version, and which of them lead where."""

from django.db import models


class NotAllowed(Exception):
    """Why a version cannot take this step: one sentence for the editor."""


class VersionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    CHANGES_REQUESTED = "changes_requested", "Sent back for changes"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "No longer current"


S = VersionState

# On the way to the public.
OPEN = (S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.APPROVED, S.SCHEDULED)
PUBLISHABLE = (S.DRAFT, S.SUBMITTED, S.APPROVED, S.SCHEDULED)
# A newer draft takes the place of these, a newer published version also that of what still waits.
# What is scheduled stays scheduled: only a person may take that back.
REPLACED_BY_DRAFT = (S.DRAFT, S.CHANGES_REQUESTED)
REPLACED_BY_PUBLISHED = (*REPLACED_BY_DRAFT, S.SUBMITTED, S.APPROVED)
