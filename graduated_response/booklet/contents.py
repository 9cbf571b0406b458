"""The table of contents as a nested list: for the e-book and the web page."""

from collections.abc import Callable

from django.utils.html import escape


def listed(sections: list[dict], address_of: Callable[[str], str]) -> str:
    """An `ol` of links with an `ol` in each entry that has sections below it."""
    html, open_lists = "", 0
    for section in sections:
        if section["level"] > open_lists:
            html += "<ol>"
            open_lists += 1
        else:
            html += "</li>" + "</ol></li>" * (open_lists - section["level"])
            open_lists = section["level"]
        address = escape(address_of(section["id"]))
        html += f'<li><a href="{address}">{escape(section["title"])}</a>'
    return html + "</li></ol>" * open_lists
