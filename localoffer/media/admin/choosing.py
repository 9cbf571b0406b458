"""What the editor of rich text offers to choose from (static/js/choose_image.js)."""

from django.contrib.admin import ModelAdmin
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from localoffer.media.figures import address_of_copy
from localoffer.media.models import Image
from localoffer.publishing.models import State

SHOWN_AT_ONCE = 24


def images_to_choose(request: HttpRequest, admin: ModelAdmin) -> JsonResponse:
    """{"found": how many, "images": the newest of them, "add": where to add one, or ""}.

    `?q=` looks into titles and alternative texts. Live images are no secret; drafts are for those
    who may see them in the admin.
    """
    rows = Image.objects.live()
    if admin.has_view_permission(request):
        rows |= admin.get_queryset(request).filter(state=State.DRAFT)
    for word in request.GET.get("q", "").replace("\x00", "").split()[:10]:
        rows = rows.filter(Q(title__folded=word) | Q(alt__folded=word))
    # Without copies there is nothing to see, and a draft may have no address yet.
    rows = rows.filter(width__gt=0).exclude(slug="")
    newest = rows.order_by("-created", "pk").prefetch_related("renditions")[:SHOWN_AT_ONCE]
    return JsonResponse(
        {
            "found": rows.count(),
            "images": [_choice(image) for image in newest],
            "add": reverse("admin:media_image_add") if admin.has_add_permission(request) else "",
        }
    )


def _choice(image: Image) -> dict[str, str]:
    smallest = min((copy.width for copy in image.renditions.all()), default=0)
    return {
        "address": image.get_absolute_url(),
        "title": image.title,
        "words": image.alt or "Only decoration: screen readers pass over it.",
        "state": "" if image.is_live() else image.state_in_words(),
        "thumbnail": address_of_copy(image, smallest),
    }
