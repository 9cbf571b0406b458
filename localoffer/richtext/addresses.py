"""Which addresses links and images in rich text may have."""

import re

from localoffer.plain_text.wrapped_links import unwrapped

# Characters that browsers drop from an address before they read it (WHATWG URL standard 4.4), so
# "java\nscript:" is a script to them: drop them first, then look.
_EDGES = "".join(map(chr, range(0x21)))
_INSIDE = str.maketrans("", "", "\t\n\r")

_UNSAFE = r"\s<>\"\\\x00-\x1f\x7f"
_ALLOWED = re.compile(
    rf"""
      https?://[^{_UNSAFE}/?\#][^{_UNSAFE}]*   # another site
    | (?:mailto|tel):[^{_UNSAFE}]+
    | /(?!/)[^{_UNSAFE}]*                      # this site; two slashes would be another one
    | [#?][^{_UNSAFE}]+                        # this page
    """,
    re.IGNORECASE | re.VERBOSE,
)

# Of the site's own images alone, as the front door gives them; a copy's width may follow.
_IMAGE = re.compile(r"(/media/images/[-\w]+/)(?:\d{1,5}/)?", re.ASCII)


def safe_address(address: str) -> str | None:
    """Return the address as a browser reads it, or None when a link may not have it.

    Blanks are written as %20, because people paste file names that hold them.
    """
    address = unwrapped(address.strip(_EDGES).translate(_INSIDE)).replace(" ", "%20")
    return address if _ALLOWED.fullmatch(address) else None


def image_address(address: str) -> str | None:
    """Return the address of an image of this site, or None for any other.

    It is the same for each of its copies: which one is shown is not the text's affair.
    """
    found = _IMAGE.fullmatch(address.strip(_EDGES).translate(_INSIDE))
    return found[1] if found else None
