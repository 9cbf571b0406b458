"""Which language a file says it is in."""

import re


def language_code(value: object) -> str:
    """A language tag in its usual form, such as "cy" or "en-GB"; nothing for anything else."""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2,4}))?", str(value or "").strip())
    if match is None:
        return ""
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
