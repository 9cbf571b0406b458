"""Where a law named in a line of text can be read."""

import re
from collections.abc import Iterator

from .law import CODE_ADDRESS

LAWS = {
    "SEND Code of Practice": CODE_ADDRESS,
    "Children and Families Act 2014": "https://www.legislation.gov.uk/ukpga/2014/6",
    "SEND Regulations 2014": "https://www.legislation.gov.uk/uksi/2014/1530",
    "Education Act 1996": "https://www.legislation.gov.uk/ukpga/1996/56",
    "Equality Act 2010": "https://www.legislation.gov.uk/ukpga/2010/15",
}
LEGISLATION = "https://www.legislation.gov.uk/"
# 'SEND Regulations 2014 regulations 3 to 13': the link leads to the first of them.
_NAMED = re.compile(
    rf"(?P<law>{'|'.join(LAWS)})"
    r"(?:,? (?P<kind>section|regulation|schedule|part)s? (?P<number>\d+))?",
    re.IGNORECASE,
)
_BY_NAME = {name.lower(): address for name, address in LAWS.items()}


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """(words, address or '') in turn; joined, the words are the text."""
    end = 0
    for found in _NAMED.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        address = _BY_NAME[found["law"].lower()]
        if found["kind"] and address.startswith(LEGISLATION):
            address += f"/{found['kind'].lower()}/{found['number']}"
        yield found[0], address
        end = found.end()
    if end < len(text):
        yield text[end:], ""
