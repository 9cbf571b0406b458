from django import template

from events.models import Event

register = template.Library()


@register.inclusion_tag("events/next_events.html")
def next_events(count: int) -> dict[str, object]:
    """{% next_events 3 %}: the events that come next, for the home page. One query."""
    return {"events": Event.objects.live().coming().for_cards()[:count]}
