"""What waits for a publisher."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from localoffer.people.models import may

from .models import Version, VersionState, published_models


def waiting_for(user: Any) -> list[Version]:
    """Versions that were sent for approval and that this person may publish, oldest first.

    `version.row` is at hand without another query. What lies in the bin waits for nobody.
    """
    models = [
        model
        for model in published_models()
        if may(user, "publish", model) and may(user, "change", model)
    ]
    if not models:
        return []
    versions = Version.objects.filter(
        state=VersionState.SUBMITTED,
        content_type__in=ContentType.objects.get_for_models(*models).values(),
    )
    in_order = versions.order_by("submitted_at", "pk").prefetch_related("row")
    return [
        each
        for each in in_order
        if each.row is not None and each.row.binned is None and may(user, "publish", each.row)
    ]
