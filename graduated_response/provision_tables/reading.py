"""A file becomes what it asks for: by its name a table, or a document with tables."""

from localoffer.document_reader.opening import read_document
from localoffer.document_reader.unreadable import Unreadable
from localoffer.spreadsheets.reading import read_table

from .rows import Asked

TABLES = (".csv", ".xlsx")
DOCUMENTS = (".docx", ".html", ".htm")
MOST_BYTES = 20 * 1024 * 1024
TOO_BIG = "The file is bigger than 20 MB. Send it in parts."
_ADVICE = {
    ".xls": "This is an old Excel file (.xls). Open it in Excel, save it as .xlsx and send that.",
    ".xlsm": (
        "A workbook with macros (.xlsm) is not opened. In Excel save it as “Excel Workbook "
        "(.xlsx)” and send that."
    ),
}
OTHER_KIND = (
    "Send an Excel workbook (.xlsx), a .csv file, a Word file (.docx) or a web page (.html)."
)


def read(content: bytes, name: str, otherwise: dict[str, str]) -> Asked:
    """Raises a Refusal (sandbox/outcomes.py) whose text is the sentence to show.

    `otherwise`: cells of expectations that a document adds; a table has its own.
    """
    ending = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if ending not in TABLES + DOCUMENTS:
        raise Unreadable(_ADVICE.get(ending, OTHER_KIND))
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    package = __name__.rpartition(".")[0]
    if ending in TABLES:
        return read_table(content, f"{package}.from_table:asked_in_table", Asked)
    work = f"{package}.from_document:asked_in_document"
    asked = read_document(content, name, work, Asked)
    for row in asked.rows:
        row.otherwise = dict(otherwise)
    return asked
