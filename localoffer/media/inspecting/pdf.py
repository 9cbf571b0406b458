"""PDF files: pages, language, and what must not be in them."""

import io
import re
import zipfile

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject

from .language import language_code
from .refused import DAMAGED, HOLDS_PROGRAM, LOCKED, TWO_KINDS, Refused

_RUNS = {"/JavaScript", "/Launch"}
_PAGE_OF_CODE = re.compile(rb"<(?:script|html|svg|\?php|!doctype)\b", re.IGNORECASE)


def inspect(content: bytes) -> dict:
    if _PAGE_OF_CODE.search(content[:1024]) or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(TWO_KINDS)
    if b"%%EOF" not in content[-1024:]:
        raise Refused(DAMAGED)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused(LOCKED)
        root = reader.root_object
        if _runs_something(root):
            raise Refused(HOLDS_PROGRAM)
        pages = len(reader.pages)
        language = root.get("/Lang")
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise Refused(DAMAGED) from error
    return {"kind": "pdf", "pages": pages or None, "language": language_code(language)}


def _runs_something(root: DictionaryObject) -> bool:
    """Whether opening the document starts something, or files hang on it."""
    names = _part(root, "/Names")
    if "/JavaScript" in names or "/EmbeddedFiles" in names:
        return True
    actions = [_part(root, "/OpenAction"), *map(_value, _part(root, "/AA").values())]
    return any(action.get("/S") in _RUNS for action in actions if isinstance(action, dict))


def _part(holder: DictionaryObject, name: str) -> DictionaryObject:
    part = _value(holder.get(name))
    return part if isinstance(part, DictionaryObject) else DictionaryObject()


def _value(item: object) -> object:
    return item.get_object() if isinstance(item, IndirectObject) else item
