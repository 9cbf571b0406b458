"""The words of e-mails: templates/emails/, one file each. Its first line is the subject."""

import re
from typing import Any

from django.template import Context
from django.template.loader import get_template

from localoffer.ui.site_url import absolute

from .models import Message
from .writing import write

_MANY_EMPTY_LINES = re.compile(r"\n{3,}")


def write_email(name: str, key: str, to: str, **context: Any) -> Message:
    """Keep the e-mail of the template emails/<name>.txt. `key` and what it raises: see `write`."""
    subject, body = rendered(name, **context)
    return write(key, to, subject, body)


def rendered(name: str, **context: Any) -> tuple[str, str]:
    """(subject, body). It is plain text: nothing is escaped. What a template leaves out leaves no
    gap."""
    values = Context({"site_address": absolute(""), **context}, autoescape=False)
    # Django's own wrapper of templates escapes, whatever is asked for.
    text = get_template(f"emails/{name}.txt").template.render(values)
    subject, _, body = text.partition("\n")
    return subject.strip(), f"{_MANY_EMPTY_LINES.sub(chr(10) * 2, body).strip()}\n"
