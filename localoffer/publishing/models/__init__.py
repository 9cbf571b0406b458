"""What publishing stores: the abstract base of content, and versions of each row of it."""

from .archivings import Archiving
from .content import (
    BIN_DAYS,
    ContentVersion,
    Published,
    PublishedQuerySet,
    State,
    default_review_date,
    live_needs,
    published_models,
)
from .editing import Editing
from .preview_links import PreviewLink
from .reminders import WrittenReminder
from .version_states import NotAllowed, VersionState
from .versions import Version

__all__ = [
    "BIN_DAYS",
    "Archiving",
    "ContentVersion",
    "Editing",
    "NotAllowed",
    "PreviewLink",
    "Published",
    "PublishedQuerySet",
    "State",
    "Version",
    "VersionState",
    "WrittenReminder",
    "default_review_date",
    "live_needs",
    "published_models",
]
