"""What tests of public pages share: rows that must not be seen, and the text of a page."""

import re
from datetime import timedelta

from django.utils import timezone

HIDDEN = [
    {"state": "draft"},
    {"state": "archived"},
    {"state": "live", "live_from": timezone.now() + timedelta(days=1)},
    {"state": "live", "expires": timezone.now() - timedelta(days=1)},
]
WRITING = ["post", "put", "patch", "delete", "options", "trace"]


def html_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def words_of(html: str) -> str:
    """The words alone, single spaces between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
