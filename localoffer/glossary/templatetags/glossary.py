"""`{% load glossary %}{% glossary %} ... {% endglossary %}`, once, around the body of a page."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from localoffer.glossary import cache

register = template.Library()


@register.simple_block_tag(takes_context=True)
def glossary(context: Context, content: str) -> SafeString:
    """Put the short meaning of each term in place at its first use.

    Text inside headings, links, labels and the like, and inside any element with the attribute
    `data-no-glossary`, stays as it is.
    """
    # Safe: the content was rendered by this template, and meanings are escaped.
    return mark_safe(cache.for_request(context.get("request")).define(content))  # noqa: S308
