"""What the child says of a file: kinds that we know, and numbers."""

from typing import Literal, TypedDict

# Those of kinds.py: they become the ending of a stored file.
Document = Literal["pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt"]
Picture = Literal["jpg", "png", "webp"]


class DocumentFound(TypedDict):
    """`language`: a tag such as "cy"; empty where the file does not say."""

    kind: Document
    pages: int | None
    language: str


class Rendition(TypedDict):
    """A smaller copy; `webp` is its content."""

    width: int
    height: int
    webp: bytes


class PictureFound(TypedDict):
    kind: Picture
    width: int
    height: int
    renditions: list[Rendition]


class VideoFound(TypedDict):
    kind: Literal["mp4"]
