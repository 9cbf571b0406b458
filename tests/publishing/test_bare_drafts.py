"""A draft that says nothing yet is a page like any other for staff: no fault takes it away."""

import pytest
from django.db.models import FileField
from django.urls import reverse

from localoffer.editorial.remarks import remarks_of
from localoffer.publishing.family import owned_models
from localoffer.publishing.models import PreviewLink, Version, published_models
from localoffer.publishing.snapshots import take

from .bare import bare, bare_parts
from .examples import example

pytestmark = pytest.mark.django_db

KINDS = [pytest.param(kind, id=kind.__name__) for kind in published_models()]
WITH_FILES = [
    pytest.param(kind, id=kind.__name__)
    for kind in published_models()
    if any(
        isinstance(field, FileField)
        for model in (kind, *owned_models(kind))
        for field in model._meta.fields
    )
]


def address_of(row, name, *args):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args or [row.pk])


def list_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist")


def answers_of_staff_pages(row, client, user):
    """{page: status} of every page that staff have of a row with two versions."""
    older, newer = (Version.objects.save_draft(row, take(row), user) for _ in range(2))
    compare = address_of(row, "compare")
    pages = [
        *(address_of(row, name) for name in ("change", "history", "delete", "preview")),
        f"{compare}?one={older.number}&other={newer.number}",
        f"{compare}?one={older.number}",
        list_of(row),
        reverse("admin:index"),
    ]
    return {page: client.get(page).status_code for page in pages}


def is_answered_without_a_fault(row, client, user):
    answers = answers_of_staff_pages(row, client, user)
    assert answers == dict.fromkeys(answers, 200)
    preview = client.get(address_of(row, "preview"))
    said = b"Only staff see this page until it is live." in b"".join(preview)
    assert said or preview["Content-Type"] == "image/webp" or b"no page to show" in preview.content
    for step in ("publish", "publish-all"):
        newest = Version.objects.history_of(row).first()
        address = address_of(row, "step", row.pk, newest.number, step)
        assert client.post(address, follow=True).status_code == 200
    assert client.post(list_of(row), {"action": "make_live", "_selected_action": row.pk})
    link = PreviewLink.objects.create(row=row, made_by=user).get_absolute_url()
    client.logout()
    assert client.get(link).status_code in (200, 404)


@pytest.mark.parametrize("slug", ["bare", ""], ids=["with an address", "without an address"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_staff_fails_for_a_bare_draft(kind, slug, admin_client, admin_user):
    row = bare(kind, slug=slug)
    assert "not-made" not in {remark.code for remark in remarks_of(row)}
    is_answered_without_a_fault(row, admin_client, admin_user)


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_staff_fails_for_bare_parts(kind, admin_client, admin_user):
    row = bare(kind, slug="bare")
    bare_parts(row)
    assert "not-made" not in {remark.code for remark in remarks_of(row)}
    is_answered_without_a_fault(row, admin_client, admin_user)


@pytest.mark.parametrize("kind", WITH_FILES)
def test_no_page_of_staff_fails_where_files_are_gone_from_the_disk(kind, admin_client, admin_user):
    """The examples name files that are nowhere."""
    row = example(kind)
    assert answers_of_staff_pages(row, admin_client, admin_user)
