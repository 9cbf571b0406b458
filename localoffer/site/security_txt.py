"""/.well-known/security.txt (RFC 9116): whom somebody tells who found a hole in the site."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

# The RFC asks for less than a year (2.5.5). Staff keep the contact right, so it stays in date.
GOOD_FOR = timedelta(days=180)
NEITHER = "Write an e-mail address, or an address that starts with https://"


def security_uri(contact: str) -> str:
    """'a@b.example' -> 'mailto:a@b.example'; an https:// address stays. Raises ValidationError."""
    if not contact:
        return ""
    try:
        if contact.startswith("https://"):
            URLValidator(schemes=["https"])(contact)
            return contact
        validate_email(contact)
    except ValidationError as problem:
        raise ValidationError(NEITHER) from problem
    return f"mailto:{contact}"


def security_txt(contacts: list[str], address: str, now: datetime) -> str:
    """The file; its first contact is the one that is preferred."""
    until = (now + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {until}",
        "Preferred-Languages: en",
        f"Canonical: {address}",
    ]
    return "\n".join([*lines, ""])
