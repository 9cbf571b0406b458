from django import template

from localoffer.editorial.dashboard import last_backup, sections_for

register = template.Library()


@register.inclusion_tag("admin/editorial/dashboard.html", takes_context=True)
def dashboard(context: template.Context) -> dict[str, object]:
    """{% dashboard %}: what needs doing today, for the person who is signed in."""
    request = context["request"]
    return {"sections": sections_for(request), "backup": last_backup(request)}
