"""What the admin's forms send beside the fields themselves."""

from localoffer.publishing.drafting import token_of
from localoffer.publishing.models import Version


def sent(row, data: dict) -> dict:
    """The form of `row`, opened now, as a browser sends it back."""
    row.refresh_from_db()
    return {**data, "edit_token": token_of(row, Version.objects.history_of(row).first())}
