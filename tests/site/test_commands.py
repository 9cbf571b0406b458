"""The demonstration and the first account, each made once."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from localoffer.publishing.models import published_models
from localoffer.site.models import SitePage

pytestmark = pytest.mark.django_db


def run(name, *args):
    out = StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


def test_the_first_run_fills_an_empty_site_and_says_how_to_sign_in_once(client):
    said = run("first_run")
    assert "The demonstration content is loaded" in said
    password = said.split("with the password ")[1].split()[0]
    assert client.login(username="admin", password=password)
    assert run("first_run") == ""
    assert get_user_model().objects.count() == 1


def test_the_first_run_leaves_content_alone():
    SitePage.objects.create(title="Ours", slug="ours", body="")
    assert "demonstration" not in run("first_run")
    assert [model.objects.count() for model in published_models() if model is not SitePage] == [
        0 for model in published_models() if model is not SitePage
    ]


def test_the_demonstration_is_refused_where_there_is_content():
    SitePage.objects.create(title="Ours", slug="ours", body="")
    with pytest.raises(CommandError, match="There is content already, so nothing was loaded"):
        run("load_demo")
    assert SitePage.objects.count() == 1


def test_force_loads_beside_other_content_but_never_half_of_it():
    SitePage.objects.create(title="Ours", slug="ours", body="")
    run("load_demo", "--force")
    counts = [model.objects.count() for model in published_models()]
    with pytest.raises(CommandError, match="nothing was loaded"):
        run("load_demo", "--force")
    assert [model.objects.count() for model in published_models()] == counts


def test_the_demonstration_is_rich_in_every_kind():
    run("load_demo")
    least = {
        "Guide": 2, "Journey": 1, "Page": 14, "Area": 12, "Statement": 96, "QuestionSet": 3,
        "Question": 44, "Event": 15, "Survey": 2, "Cycle": 3, "Term": 40, "SitePage": 5,
        "Document": 1, "Image": 1, "Video": 1, "Edition": 2, "Booklet": 1,
    }  # fmt: skip
    live = {model.__name__: model.objects.live().count() for model in published_models()}
    assert {name: count for name, count in live.items() if count < least[name]} == {}
    for model in published_models():
        assert model.objects.count() >= live[model.__name__]
