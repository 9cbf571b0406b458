from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.models import Event, EventDate

register = template.Library()


@register.inclusion_tag("events/next_events.html")
def next_events(count: int) -> dict[str, object]:
    """{% next_events 3 %}: the events that come next, for the home page. Two queries."""
    return {"events": Event.objects.live().coming().for_cards()[:count]}


@register.inclusion_tag("events/card.html")
def event_card(event: Event, heading: int = 2) -> dict[str, object]:
    """{% event_card event %}: one item of a list of events."""
    return {"event": event, "schedule": event.schedule(), "heading": heading}


@register.simple_tag
def date_in_words(date: EventDate) -> SafeString:
    """{% date_in_words date %}: when it is, for people and for machines."""
    return format_html('<time datetime="{}">{}</time>', date.for_machines(), date.in_words())
