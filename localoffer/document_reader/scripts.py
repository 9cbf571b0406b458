"""A web page that brings programs along is refused, not cleaned: they write and hide text, so what
is in the file need not be what people saw.
"""

from lxml import etree

from localoffer.document_reader.unreadable import Unreadable

# What holds data for a machine (JSON) is run by no browser.
_SCRIPTS = etree.XPath(
    "//script[not(contains(@type, 'json'))] | //*[@*[starts-with(name(), 'on')]]"
)


def refuse_scripts(root: etree._Element) -> None:
    """Raises Unreadable when a browser would run something of the page: a <script>, or the
    handler of an event (`onclick`). A link to `javascript:` is a dead link like others.
    """
    if _SCRIPTS(root):
        raise Unreadable(
            "There are scripts in the file: programs that a browser would run. Open the page,"
            " copy its text into a new Word document and send that."
        )
