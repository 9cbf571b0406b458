"""Which kind of document a file is, and whether it may be taken."""

from . import office, pdf, plain_text
from .refused import Refused

TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV and plain text"
PROGRAM = "The file is a program. It was not taken."
OLD_OFFICE = (
    "The file is from an old version of Word, Excel or PowerPoint, or locked with a password. "
    "Save it as .docx, .xlsx or .pptx without a password and send that."
)
PICTURE = "The file is a picture. Add it under Images, with a text that says what it shows."
VIDEO = "The file is a video. Add it under Videos, with captions and a transcript."
RICH_TEXT = "The file is in Rich Text Format. Save it as .docx or PDF and send that."
SOUND = "The file is a sound recording, which the site cannot take yet."

# How files begin that people send by mistake, or with bad intent: (where, bytes) -> sentence.
OTHERS = [
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"#!", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (0, b"\x89PNG", PICTURE),
    (0, b"\xff\xd8\xff", PICTURE),
    (0, b"GIF8", PICTURE),
    (8, b"WEBP", PICTURE),
    (4, b"ftyp", VIDEO),
    (0, b"\x1a\x45\xdf\xa3", VIDEO),
    (0, b"{\\rtf", RICH_TEXT),
    (0, b"ID3", SOUND),
    (8, b"WAVE", SOUND),
]


def inspect(content: bytes, ending: str) -> dict:
    """{"kind": name, "pages": number or None, "language": code or ""}. Raises Refused.

    `ending` is that of the sender's file name; it only tells a table in plain text from prose.
    """
    if content.startswith(b"%PDF-"):
        return pdf.inspect(content)
    if content.startswith(b"PK\x03\x04"):
        return office.inspect(content)
    for start, mark, sentence in OTHERS:
        if content[start:].startswith(mark):
            raise Refused(sentence)
    return plain_text.inspect(content, ending)
