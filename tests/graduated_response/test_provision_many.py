"""Two thousand expectations: made once, as they take a while."""

import pytest

from graduated_response.models import EasyReadPicture, Resource, Statement, Wording
from localoffer.publishing import cache_token
from tests.media.factories import make_document, make_image
from tests.public_site import costs

from .provision_factories import make_area, make_level, make_phase, make_stage

pytestmark = pytest.mark.django_db

INDEX = "/ordinarily-available-provision/"
FILTERED = [
    "?level=everyone",
    "?phase=primary&level=everyone&need=assessment&stage=assess&audience=parent",
    "?law=b&audience=easy-read",
    "assessment/?phase=primary&stage=assess&audience=easy-read",
]
WHOLE = {"expectations.csv": (3, 2), "print/?level=everyone&audience=easy-read": (4, 2)}


def test_they_make_no_heavy_page_and_come_as_a_whole(client):
    """Issue 4: at most 12 queries and 60 kB; ours are 4 at most, and pages of 25."""
    two_thousand()
    assert {path: costs(client, INDEX + path) for path in FILTERED} == dict.fromkeys(
        FILTERED, (4, 2)
    )
    for path in FILTERED:
        page = client.get(INDEX + path, headers={"accept-encoding": "gzip"})
        assert len(page.content) < 14_000
        assert "2000 expectations" in client.get(INDEX + path).content.decode()
    assert {path: costs(client, INDEX + path) for path in WHOLE} == WHOLE
    page = client.get(f"{INDEX}print/").content.decode()
    assert page.count('<th scope="row">') == 2000


def two_thousand():
    """With everything that a list shows of them."""
    area, primary, assess = make_area(), make_phase(), make_stage()
    image, document = make_image("talk"), make_document("list")
    rows = Statement.objects.bulk_create(
        Statement(
            code=f"AS{number}", slug=f"as{number}", area=area, level=make_level(), state="live",
            ever_live=True, title="The setting does what it says. " * 5, for_parents="Say. " * 30,
            for_parents_from="Old.", easy_read="One line.\nAnd another.", law="5(b), 5(i)",
            easy_read_from="The setting does what it says. " * 5, code_paragraphs="6.44-6.56",
            how="A way to do this well.\n" * 4,
        )
        for number in range(1, 2001)
    )  # fmt: skip
    Statement.phases.through.objects.bulk_create(
        Statement.phases.through(statement=row, phase=primary) for row in rows
    )
    Statement.stages.through.objects.bulk_create(
        Statement.stages.through(statement=row, page=assess) for row in rows
    )
    Resource.objects.bulk_create(
        Resource(statement=row, title="A list", document=document) for row in rows
    )
    EasyReadPicture.objects.bulk_create(
        EasyReadPicture(statement=row, line=1, image=image) for row in rows
    )
    Wording.objects.keep(Statement.objects.all())
    cache_token.bump()
