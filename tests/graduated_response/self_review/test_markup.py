"""Every page of a self-review is valid HTML."""

import pytest

from graduated_response.models import Statement
from tests.graduated_response.provision_factories import make_area, make_phase, make_statement

from .reviews import AUDIT, CONTINUE, FORM, SAID, SUMMARY, downloaded, sent, text_of, uploaded

pytestmark = pytest.mark.django_db


def test_every_step(client, html_errors):
    area = make_area()
    for code in ("AS1", "AS2", "AS3"):
        make_statement(code, area, phases=["primary"], how="Look.\nListen.")
    data = sent({"phase": "primary", "setting": "A & B"}, AS1=SAID, AS2={"rating": "met"})
    pages = [
        ("choice", client.get(AUDIT)),
        ("too little", client.get(f"{FORM}?need=nothing")),
        ("form", client.get(FORM)),
        (
            "mistake",
            client.post(SUMMARY, data | {"AS1-by_when": "soon", "AS1-action": "x" * 2_000}),
        ),
        ("summary", client.post(SUMMARY, data)),
        ("file", client.get(CONTINUE)),
        ("no file", client.post(CONTINUE)),
    ]
    old = downloaded(client, data, "xlsx")
    Statement.objects.filter(code="AS1").update(title="Something else.")
    Statement.objects.get(code="AS2").phases.set([make_phase("secondary")])
    make_statement("AS4", phases=["primary"])
    pages.append(("changes", uploaded(client, old)))
    assert html_errors([(name, text_of(response)) for name, response in pages]) == []
