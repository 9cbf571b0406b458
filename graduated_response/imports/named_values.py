"""Topics and themes by the names that documents give them."""

from django.utils.text import slugify

from graduated_response.imports.wording import in_one_line
from graduated_response.models.provision import NamedValue
from localoffer.publishing.slugs import unique_slug

LONGEST_NAME = 100
SLUG_FROM = 50


def find_or_make(model: type[NamedValue], name: str) -> NamedValue:
    """The topic or theme of that name; a new one stands last in lists."""
    name = in_one_line(name, LONGEST_NAME)
    found = model.objects.filter(name__iexact=name).first()
    if found:
        return found
    last = model.objects.order_by("-position").values_list("position", flat=True).first() or 0
    slug = unique_slug(model, slugify(name)[:SLUG_FROM].strip("-"))
    return model.objects.create(name=name, slug=slug, position=min(last + 1, 32_767))
