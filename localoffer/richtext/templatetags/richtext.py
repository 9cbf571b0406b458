"""`{% load richtext %}{{ page.body|richtext }}`, or `{{ answer.body|richtext:answer.slug }}` where
a page holds several texts and their headings need ids of their own."""

from django import template
from django.utils.safestring import SafeString

from localoffer.richtext.display import displayed
from localoffer.richtext.html import plain

register = template.Library()


@register.filter
def richtext(value: str | None, prefix: str = "h") -> SafeString:
    """The text in `<div class="lo-prose">`, or nothing when it is empty."""
    return displayed(str(value or ""), str(prefix))


@register.filter
def plaintext(value: str | None) -> str:
    """The words alone, for descriptions and feeds; the template escapes them."""
    return plain(str(value or ""))
