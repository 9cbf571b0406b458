"""What the admin's forms send beside the fields themselves."""

from localoffer.publishing.drafting import token_of


def sent(row, data: dict) -> dict:
    """The form of `row` as a browser sends it back, with the mark of what it started from."""
    return {**data, "edit_token": token_of(row)}
