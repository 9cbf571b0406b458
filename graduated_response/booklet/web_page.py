"""The booklet as one web page that needs no other file, so that it can be kept."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from django.utils.html import escape

from .contents import listed
from .markup import Markup

SHEET = Path(__file__).with_name("booklet.css").read_text()
# What a browser is told that the sheet inside the page is ours (Content Security Policy).
SHEET_HASH = base64.b64encode(hashlib.sha256(SHEET.encode()).digest()).decode()


def page(content: dict, pictures: Mapping[str, bytes]) -> bytes:
    markup = Markup(lambda key: f"#{key}", lambda name: _inside(pictures[name]), deeper=1)
    sections = "\n".join(
        f"{markup.heading(each['level'], each['id'], escape(each['title']))}\n"
        f"{markup.blocks(each['blocks'])}"
        for each in content["sections"]
    )
    facts = [content["council"], content["edition"], content["date"]["words"]]
    under = "".join(f"<br/>{escape(fact)}" for fact in facts if fact).removeprefix("<br/>")
    summary = f"<p>{escape(content['summary'])}</p>" if content["summary"] else ""
    title = escape(content["title"])
    html = f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8"/>
<title>{title} - {escape(content["council"])}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<style>{SHEET}</style>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header><h1>{title}</h1>{summary}<p>{under}</p></header>
<nav aria-label="Contents">
{listed(content["sections"], markup.address_of)}
</nav>
<main id="text">
{sections}
</main>
</body>
</html>
"""
    return html.encode()


def _inside(body: bytes) -> str:
    """Pictures are WebP (localoffer.media)."""
    return f"data:image/webp;base64,{base64.b64encode(body).decode()}"
