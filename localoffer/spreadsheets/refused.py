"""The one way in which reading a table fails, and the sentences that several readers say."""

from localoffer.sandbox.outcomes import Refusal


class NotATable(Refusal):
    """A file that can't be read as the table it should be. Its text is one sentence in plain
    words, with the row where there is one.
    """


TOO_HARD = (
    "The file takes too much work to open, so it was not read. Copy its rows into a new file and "
    "send that."
)
DAMAGED = (
    "The file can’t be read. Open it in your spreadsheet, save it again and send the new copy."
)
TOO_LARGE = "The file holds far more text than such a table should."
OTHER_KIND = (
    "The file is not a spreadsheet that we can read. Save it as .xlsx or .csv and send that."
)
EMPTY = "The file is empty."
