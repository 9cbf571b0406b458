"""Passwords that anybody who knows the council would try first."""

import re

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from localoffer.site.models import SiteSettings

# What must be left of a password without the words that everybody knows.
LEFT = 8
SHORTEST_WORD = 4
WORDS = frozenset(
    {"council", "county", "borough", "local", "offer", "send", "welcome", "password", "admin"}
)


class CommonWordsValidator(CommonPasswordValidator):
    """Django's list of 20,000, also with digits and signs around: sunshine becomes Sunshine2026!"""

    def validate(self, password: str, user: object = None) -> None:
        super().validate(password, user)
        super().validate(re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password) or password, user)


class CouncilWordsValidator:
    """Refuses passwords made of the council's or the site's name and little else (ASVS 6.2.11)."""

    def validate(self, password: str, user: object = None) -> None:
        rest = folded = re.sub(r"[\W_]", "", password.casefold())
        for word in sorted(known_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != folded and len(rest) < LEFT:
            raise ValidationError(
                "This password is mostly the name of the council or of this site. Add words that "
                "nobody connects with it.",
                code="council_words",
            )

    def get_help_text(self) -> str:
        return "Your password can’t be mostly the name of the council or of this site."


def known_words() -> set[str]:
    row = SiteSettings.objects.first() or SiteSettings()
    names = f"{row.council_name} {row.site_name} {settings.SITE_HOST}".casefold()
    words = {word for word in re.split(r"[\W_]+", names) if len(word) >= SHORTEST_WORD}
    return words | WORDS
