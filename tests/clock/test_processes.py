"""Several real processes do what is due at the same moment."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from graduated_response.models import Page
from localoffer.outbox.models import Message
from localoffer.outbox.writing import write
from localoffer.publishing.models import Version
from tests.processes import at_once
from tests.publishing.factories import draft_of, make_page

MESSAGES, PAGES = 12, 6


@pytest.mark.django_db(transaction=True)
def test_three_processes_do_everything_exactly_once(tmp_path):
    now = timezone.now()
    for number in range(MESSAGES):
        write(f"message {number}", f"p{number}@larkshire.example", "Hello", "Words")
    drafts = []
    for number in range(PAGES):
        page = make_page(slug=f"page-{number}", title=f"Page {number}", state="live")
        drafts.append(draft_of(page, title=f"New {number}"))
    # The last three go out in one act, the others each by itself.
    alone, (leader, *companions) = drafts[:-3], drafts[-3:]
    for draft in alone:
        draft.schedule(now + timedelta(hours=1), None)
    leader.schedule(now + timedelta(hours=1), None, companions)
    Version.objects.filter(state="scheduled").update(publish_at=now - timedelta(hours=2))

    said = at_once(tmp_path, *[["run_due"]] * 3)
    assert [code for code, _ in said] == [0, 0, 0], said

    counts = Counter()
    printed = "".join(words for _, words in said)
    for label, count in re.findall(r"^(.+): (\d+)$", printed, re.MULTILINE):
        counts[label.split()[0]] += int(count)
    assert counts == {"E-mails": MESSAGES, "Pages": PAGES}
    assert {page.title for page in Page.objects.all()} == {f"New {n}" for n in range(PAGES)}
    states = Counter(Version.objects.values_list("state", flat=True))
    assert states == {"published": PAGES, "superseded": PAGES}
    mails = "".join(file.read_text() for file in (tmp_path / "mail").iterdir())
    numbers = Counter(re.findall(r"^Message-ID: (.+)$", mails, re.MULTILINE))
    assert numbers == Counter(Message.objects.values_list("message_id", flat=True))
    assert not Message.objects.filter(sent__isnull=True).exists()
