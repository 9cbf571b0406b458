"""No row can be stored whose address nobody could open, so that no list of rows fails."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import NoReverseMatch, get_resolver

from events.models import Event
from graduated_response.codes import CODE
from graduated_response.models import AgeBand, BookletEdition, Edition, Statement
from graduated_response.models.statements import IsCode
from localoffer.publishing.models import published_models
from localoffer.publishing.text_pattern import IsSlug
from tests.authorisation.addresses import walk
from tests.graduated_response.provision_factories import make_area, make_statement
from tests.publishing.examples import example

pytestmark = pytest.mark.django_db
NO_SLUGS = ["a b", "a/b", "café", "a.b", "a\n", "“a”", "%", "a?b"]
NO_CODES = ["AS12345", "ABCDE1", "AS0", "AS", "1", "as1", "AS1\n", "ÄS1", "AS 1", "AS١"]
LIVE = {
    AgeBand: {},
    BookletEdition: {},
    Statement: {"state": "live", "ever_live": True},
    Edition: {"state": "live", "date": date(2026, 1, 1)},
}
KINDS = [*published_models(), AgeBand, BookletEdition]


def written(model: type[models.Model], column: str, value: str, pk: int) -> bool:
    """Whether SQL can put a value there, past Django."""
    quote = connection.ops.quote_name
    sql = f"UPDATE {quote(model._meta.db_table)} SET {quote(column)} = %s WHERE id = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [value, pk])
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_the_database_takes_no_address_that_nobody_can_open(model):
    row = (
        BookletEdition.objects.create(slug="s", content={})
        if model is BookletEdition
        else (example(model))
    )
    assert [slug for slug in NO_SLUGS if written(model, "slug", slug, row.pk)] == []
    live = LIVE.get(model, {"state": "live"})  # a draft may have none yet
    with pytest.raises(IntegrityError, match="slug|named"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(slug="", **live)
    assert all(written(model, "slug", slug, row.pk) for slug in ("a", "A-b_9", "-", "9" * 50))


def test_the_database_takes_no_code_that_nobody_can_open():
    statement = make_statement("AS1", make_area())
    assert [code for code in NO_CODES if written(Statement, "code", code, statement.pk)] == []
    codes = ["A1", "ABCD9999", "AS10", "AS1000"]
    assert all(written(Statement, "code", code, statement.pk) for code in codes)
    for code in codes:
        statement.refresh_from_db()
        statement.code = code
        assert statement.get_absolute_url() == f"/ordinarily-available-provision/{code}/"


def test_a_form_says_what_is_wrong_with_a_code():
    statement = make_statement("AS1", make_area())
    for code in NO_CODES[:3]:
        statement.code = code
        with pytest.raises(ValidationError, match="Use the area's letters"):
            statement.full_clean()


def test_both_databases_and_the_addresses_know_the_same_codes():
    field = Statement._meta.get_field("code")
    for code in [*NO_CODES, "A1", "ABCD9999", "AB10"]:
        fits = models.Q(IsCode(models.Value(code, output_field=field))).check({})
        assert fits == bool(re.fullmatch(CODE, code)), code
    for slug in ["", *NO_SLUGS, "a", "A-b_9"]:
        fits = models.Q(IsSlug(models.Value(slug, output_field=models.TextField()))).check({})
        assert fits == bool(re.fullmatch(r"[-a-zA-Z0-9_]+", slug)), slug


def test_every_kind_with_an_address_keeps_the_rule():
    """A new kind of rows that stands in addresses has a constraint, or a row here."""
    without = set()
    for _, pattern in walk(get_resolver().url_patterns):
        view = getattr(pattern.callback, "view_class", None)
        model = getattr(view, "model", None)
        if model and "slug" in str(pattern.pattern):
            rules = [str(rule.condition) for rule in model._meta.constraints]
            if not any("IsSlug" in rule for rule in rules):
                without.add(model)
    assert without == set()


@pytest.mark.parametrize("model", published_models(), ids=lambda model: model.__name__)
def test_no_row_is_without_an_address(model):
    try:
        assert example(model).get_absolute_url().startswith("/")
    except NoReverseMatch as fault:
        pytest.fail(str(fault))


@pytest.mark.django_db(transaction=True)
def test_rows_from_before_the_rule_get_an_address():
    """Their data can be restored: the migration spells anew what nobody could open."""
    before = [("graduated_response", "0014_filled_in_when_taken_back"),
              ("events", "0003_drafts_may_lack_what_families_need")]  # fmt: skip
    executor = MigrationExecutor(connection)
    after = executor.loader.graph.leaf_nodes()
    executor.migrate(before)
    area = make_area()
    make_statement("AS1", area)
    statement, event = make_statement("AS12345", area), example(Event, slug="a café/b")
    MigrationExecutor(connection).migrate(after)
    statement.refresh_from_db()
    event.refresh_from_db()
    assert (statement.code, statement.slug) == ("AS2", "as2")
    assert event.slug == f"a-caf-b-{event.pk}"
    assert event.get_absolute_url()
