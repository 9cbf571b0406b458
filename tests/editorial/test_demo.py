"""The demonstration passes all that stands before publishing; the guard flags nothing in it."""

from io import StringIO

import pytest
from django.core.management import call_command

from localoffer.editorial.remarks import may_publish
from localoffer.publishing.models import published_models


@pytest.mark.django_db
def test_nothing_stops_what_the_demonstration_publishes():
    call_command("load_demo", stdout=StringIO())
    rows = [row for model in published_models() for row in model.objects.live()]
    stopped = {str(row): found for row in rows if (found := may_publish(row))}
    assert len(rows) > 200
    assert stopped == {}
