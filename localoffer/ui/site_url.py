"""Whole addresses of this site, for e-mails, files, feeds and posters.

They come from the setting SITE_URL alone, never from what a request says about its host: whoever
asks could otherwise put another one into links that others follow (OWASP ASVS 5.0, 4.1.2).
"""

from django.conf import settings


def absolute(path: str) -> str:
    """'/events/' -> 'https://local-offer.example/events/'"""
    return f"{settings.SITE_URL}{path}"
