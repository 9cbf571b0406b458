"""Words in place of a picture say what it shows; titles are no names of files."""

import pytest

from localoffer.editorial.remarks import may_publish, remarks_of

from .factories import make_document, make_image, make_video, received

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "alt",
    ["pic.png", "IMG_1234", "DSC0001.JPG", "Screenshot 2026-01-02", "image", "A picture",
     "photo of",
     "Image of a thing", "logo", "-", "12", "IMG_1"],
)  # fmt: skip
def test_an_alternative_text_that_says_nothing_stops(alt):
    [remark] = may_publish(make_image(alt=alt))
    assert (remark.code, remark.label) == ("contradiction", "Alternative text")


@pytest.mark.parametrize(
    "alt",
    ["Green hills.", "A new hub with a red door", "The logo of the parent carer forum", "Two men"],
)
def test_an_alternative_text_that_says_something_goes(alt):
    assert may_publish(make_image(alt=alt)) == []


def test_picture_of_at_its_start_is_only_pointed_out():
    image = make_image(alt="Picture of green hills")
    assert may_publish(image) == []
    assert [each.code for each in remarks_of(image)] == ["contradiction"]


@pytest.mark.parametrize("make", [make_document, make_video])
def test_a_title_that_is_the_name_of_a_file_stops(make):
    found = may_publish(make(title="report_final_v2.pdf"))
    assert [each.label for each in found if each.code == "contradiction"] == ["Title"]
    found = may_publish(make(slug="other", title="The plan for 2026"))
    assert "contradiction" not in {each.code for each in found}


def test_a_title_that_is_the_name_of_its_own_file_stops():
    document = make_document(file=received(original_name="SEND_plan.pdf"), title="SEND_plan")
    assert [each.code for each in may_publish(document)] == ["contradiction"]
