"""Documents, images and videos: what staff upload once and pages link to."""

from .documents import Document, DocumentFile, DocumentQuerySet, HardCopyPlace
from .images import Image, Rendition
from .videos import Video

__all__ = [
    "Document",
    "DocumentFile",
    "DocumentQuerySet",
    "HardCopyPlace",
    "Image",
    "Rendition",
    "Video",
]
