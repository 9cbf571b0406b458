"""Nothing of a review stays: no row, no file, no session, no word in a log or a report."""

import logging
import sys

import pytest
from django.apps import apps
from django.core import serializers
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from graduated_response.views import audit
from tests.graduated_response.provision_factories import make_statement

from .reviews import FORM, SUMMARY, downloaded, sent, text_of, uploaded

pytestmark = pytest.mark.django_db
SECRET = "Zebrafinch of class 4"
SAID = {"rating": "partly", "evidence": SECRET, "action": SECRET, "by_whom": SECRET}


def database():
    managers = [model._base_manager for model in apps.get_models()]  # noqa: SLF001 - of any model
    rows = [row for manager in managers for row in manager.order_by("pk")]
    return serializers.serialize("json", rows)


def whole_review(client):
    """All steps, with a mistake on the way; gives the answers."""
    data = sent({"setting": SECRET}, AS1=SAID)
    return [
        client.get(FORM),
        client.post(SUMMARY, data | {"AS1-by_when": SECRET}),
        client.post(SUMMARY, data),
        client.post(FORM, data),
        uploaded(client, downloaded(client, data, "xlsx")),
        uploaded(client, downloaded(client, data, "csv"), f"{SECRET}.csv"),
        uploaded(client, f"Code,Rating\n{SECRET},\n".encode(), "a.csv"),
    ]


def test_a_whole_review_changes_no_row(client):
    make_statement("AS1")
    client.get("/")
    before = database()
    for response in whole_review(client):
        text_of(response)
        assert "no-store" in response["Cache-Control"]
        assert set(response.cookies) <= {"csrftoken"}
    assert database() == before


def test_no_log_record_knows_what_was_typed(client, caplog):
    make_statement("AS1")
    with caplog.at_level(logging.DEBUG):
        whole_review(client)
    assert "Zebrafinch" not in caplog.text


def test_no_file_is_written_on_the_way(client, tmp_path, settings, monkeypatch):
    """Django would put a large upload into a folder for temporary files."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    monkeypatch.setattr("tempfile.mkstemp", lambda *a, **k: 1 / 0)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", None)
    make_statement("AS1")
    assert "bigger than 2 MB" in text_of(uploaded(client, SECRET.encode() * 150_000))
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_a_fault_has_no_field_of_it(monkeypatch):
    def fails(request):
        raise RuntimeError("It broke.")

    monkeypatch.setattr(audit, "_sent", fails)
    request = RequestFactory().post(SUMMARY, sent(AS1=SAID))
    request._dont_enforce_csrf_checks = True  # noqa: SLF001 - as Django's own test client does
    try:
        audit.summary(request)
    except RuntimeError:
        report = ExceptionReporter(request, *sys.exc_info())
    assert "AS1-evidence" in report.get_traceback_text()
    assert "Zebrafinch" not in report.get_traceback_text()
