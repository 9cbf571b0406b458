"""What publishing stores: the abstract base of content, and versions of each row of it."""

from .content import (
    ContentVersion,
    Published,
    PublishedQuerySet,
    State,
    default_review_date,
    published_models,
)
from .version_states import NotAllowed, VersionState
from .versions import Version

__all__ = [
    "ContentVersion",
    "NotAllowed",
    "Published",
    "PublishedQuerySet",
    "State",
    "Version",
    "VersionState",
    "default_review_date",
    "published_models",
]
