"""Design-system tags. The gallery (/admin/components/) shows every one of them at work.

Text given as a parameter is escaped; what stands between an opening and a closing tag is template
text and keeps its markup.
"""

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

TAG_COLOURS = {"grey", "green", "teal", "purple", "magenta", "red", "orange", "yellow"}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict:
    """{% breadcrumbs "Home" "/" "Events" %}: label, address; a last label alone is this page."""
    return {
        "crumbs": [
            {"label": label, "href": parts[i + 1] if i + 1 < len(parts) else ""}
            for i, label in list(enumerate(parts))[::2]
        ]
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page_obj: Page, label: str = "Pages") -> dict:
    """{% pagination page_obj %}: nothing for a single page; other query parameters are kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    prefix = f"?{query.urlencode()}&page=" if query else "?page="
    paginator = page_obj.paginator
    return {
        "label": label,
        "page_obj": page_obj,
        "prefix": prefix,
        "gap": paginator.ELLIPSIS,
        "numbers": paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1),
    }


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """{% tag "Done" "green" %}: a status in a word; a colour nobody knows gives the plain tag."""
    modifier = f" govuk-tag--{colour}" if colour in TAG_COLOURS else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', modifier, text)


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """{% inset %}..{% endinset %}: a remark that stands beside the text."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def details(content: SafeString, summary: str, is_open: bool = False) -> SafeString:
    """{% details "Who can help?" %}..{% enddetails %}: text that opens on request."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        " open" if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag
def warning(content: SafeString) -> SafeString:
    """{% warning %}..{% endwarning %}: what goes wrong when this is missed."""
    return format_html(
        '<div class="govuk-warning-text">'
        '<span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">Warning</span> {}</strong></div>',
        content,
    )


@register.simple_block_tag
def notification(
    content: SafeString,
    title: str,
    success: bool = False,
    name: str = "notification",
    takes_focus: bool = True,
) -> SafeString:
    """{% notification "Important" %}..{% endnotification %}; `name` must be unique on the page.

    One that says that something was done has the focus when the page opens."""
    return format_html(
        '<div class="govuk-notification-banner{}" role="{}" aria-labelledby="{}-title"{}>'
        '<div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{}-title">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>',
        " govuk-notification-banner--success" if success else "",
        "alert" if success else "region",
        name,
        mark_safe(' tabindex="-1" autofocus') if success and takes_focus else "",
        name,
        title,
        content,
    )


@register.simple_block_tag
def scroll(content: SafeString, label: str) -> SafeString:
    """{% scroll "Results by year" %}<table>{% endscroll %}: scrolls by keyboard too."""
    return format_html(
        '<div class="lo-scroll" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )
