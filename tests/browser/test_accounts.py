"""The pages on which accounts and roles are kept, in a real browser."""

import pytest

from .test_editors import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["signed_in"]


def test_axe_finds_nothing_on_the_pages_of_accounts(signed_in, axe, django_user_model):
    person = django_user_model.objects.create_user("kim", is_staff=True)
    page = signed_in("anna")
    faults = {}
    for path in ["", "add/", f"{person.pk}/change/", f"{person.pk}/password/"]:
        page.goto(f"/admin/auth/user/{path}")
        if found := axe(page, widths=(320, 1280)):
            faults[path] = found
    page.goto("/admin/auth/group/add/")
    if found := axe(page, widths=(320, 1280)):
        faults["group"] = found
    assert faults == {}
