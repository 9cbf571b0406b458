"""The kinds of file that the site takes, and how each is sent to the public."""

from typing import NamedTuple


class Kind(NamedTuple):
    """`name` is also the ending of stored and downloaded files. Browsers show what is `inline`."""

    name: str
    words: str
    type: str
    inline: bool = False


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

DOCUMENTS = [
    Kind("pdf", "PDF", "application/pdf", inline=True),
    Kind("docx", "Word", f"{_OPEN_XML}.wordprocessingml.document"),
    Kind("xlsx", "Excel", f"{_OPEN_XML}.spreadsheetml.sheet"),
    Kind("pptx", "PowerPoint", f"{_OPEN_XML}.presentationml.presentation"),
    Kind("odt", "OpenDocument text", f"{_OPEN_DOCUMENT}.text"),
    Kind("ods", "OpenDocument spreadsheet", f"{_OPEN_DOCUMENT}.spreadsheet"),
    Kind("csv", "CSV", "text/csv"),
    Kind("txt", "Plain text", "text/plain"),
]
PICTURES = [
    Kind("jpg", "JPEG", "image/jpeg", inline=True),
    Kind("png", "PNG", "image/png", inline=True),
    Kind("webp", "WebP", "image/webp", inline=True),
]
VIDEOS = [Kind("mp4", "MP4", "video/mp4", inline=True)]
CAPTIONS = Kind("vtt", "captions", "text/vtt; charset=utf-8", inline=True)

KINDS = {kind.name: kind for kind in [*DOCUMENTS, *PICTURES, *VIDEOS]}


def choices(kinds: list[Kind]) -> list[tuple[str, str]]:
    return [(kind.name, kind.words) for kind in kinds]
