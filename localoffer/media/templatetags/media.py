"""`{% load media %}{% picture image %}`: an image in the size that fits the screen.
`{% pictures %} ... {% endpictures %}`, once, around all of a page that may hold rich text."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from localoffer.media.figures import Picture, img, with_pictures
from localoffer.media.models import Image

register = template.Library()


@register.simple_tag
def picture(image: Image | None) -> SafeString | str:
    """Nothing for an image that the public may not see. Lists prefetch `renditions`."""
    if image is None:
        return ""
    return img(Picture(image, sorted(image.renditions.all(), key=lambda copy: copy.width)))


@register.simple_block_tag(takes_context=True)
def pictures(context: Context, content: str) -> SafeString:
    """Rich text inside it shows the images that it refers to."""
    return with_pictures(content, context.get("request"))
