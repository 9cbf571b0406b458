"""What looks alike to a person is found by each other, by staff and in code, on both databases."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db import models
from django.urls import resolve

from localoffer.plain_text.folding import fold
from localoffer.publishing.models import Published
from localoffer.site.models import AlertBanner
from tests.authorisation.world import registered
from tests.publishing.examples import example

pytestmark = pytest.mark.django_db
STORED = "Zoë’s “café” – 5\xa0km off\u00adice ﬁre… ŁÓDŹ straße Æon"
TYPED = ["zoe's", "ZOË’S", '"cafe"', "- 5 km", "– 5", "office", "fire...", "lodz", "strasse", "æon"]
ALIKE = [
    ("é", "e"), ("e\u0301", "é"), ("’", "'"), ("‘", "'"), ("´", "'"), ("`", "'"), ("“", '"'),
    ("–", "-"), ("—", "-"), ("‑", "-"), ("−", "-"), ("\xa0", " "), ("ﬁ", "fi"), ("œ", "oe"),
    ("ß", "ss"), ("Ø", "o"), ("İ", "i"), ("ŵ", "w"), ("Ŷ", "y"), ("½", "1⁄2"), ("…", "..."),
]  # fmt: skip
SEARCHED = [
    pytest.param(model_admin, path, id=f"{model._meta.label}.{path}")
    for model, model_admin in ((each, admin.site.get_model_admin(each)) for each in registered())
    for path in model_admin.search_fields
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_looks_alike_is_folded_alike(one, other):
    assert fold(one) == fold(other)
    assert fold(fold(one)) == fold(one)


@pytest.mark.parametrize("stored", [STORED, *(sign for pair in ALIKE for sign in pair)])
def test_the_database_folds_as_python_does(stored):
    AlertBanner.objects.create(title="x", text=f"a{stored}z")
    assert AlertBanner.objects.filter(text__folded=f"a{stored}z").count() == 1
    assert AlertBanner.objects.filter(text__folded=fold(f"a{stored}z").upper()).count() == 1
    assert not AlertBanner.objects.filter(text__folded="%").exists()


def test_every_list_with_a_search_is_seen():
    assert len(SEARCHED) > 60


@pytest.mark.parametrize(("model_admin", "path"), SEARCHED)
def test_no_search_of_staff_misses_what_looks_alike(model_admin, path, rf, admin_user):
    """The column as the database compares it, in the query that the list makes."""
    *_, field = get_fields_from_path(model_admin.model, path)
    assert isinstance(field, models.CharField | models.TextField)
    request = rf.get("/")
    request.user, request.resolver_match = admin_user, resolve("/admin/")
    assert f"{path}__folded" in model_admin.get_search_fields(request)
    found, _ = model_admin.get_search_results(request, model_admin.model.objects.all(), "Zoë’s – x")
    sql, given = found.query.sql_with_params()
    assert {"zoe's", "-", "x"} <= set(given)
    assert "LIKE" not in sql
    list(found)


@pytest.mark.parametrize("typed", TYPED)
def test_staff_find_a_page_however_they_type_it(typed, admin_client):
    kind = next(model for model in registered() if issubclass(model, Published))
    example(kind, title=STORED, slug="found")
    opts = kind._meta
    page = admin_client.get(f"/admin/{opts.app_label}/{opts.model_name}/", {"q": typed})
    assert b"/change/" in page.content.partition(b'id="result_list"')[2]
