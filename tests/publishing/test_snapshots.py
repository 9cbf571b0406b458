"""A snapshot brings everything back, for every kind of content."""

import json

import pytest

from localoffer.publishing.applying import apply, trying
from localoffer.publishing.family import owned_models
from localoffer.publishing.models import published_models
from localoffer.publishing.snapshots import take

from .examples import change_all, example

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize(
    "model", published_models(), ids=lambda model: model.__name__
)


@every_kind
@pytest.mark.parametrize("for_good", [True, False])
def test_it_brings_everything_back(model, for_good):
    row = example(model)
    before = take(row)
    change_all(row)
    assert take(row) != before
    apply(row, json.loads(json.dumps(before)), for_good=for_good)
    assert take(row) == before
    assert take(model.objects.get(pk=row.pk)) == before
