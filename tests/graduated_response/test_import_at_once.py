"""Two imports at the same moment come one after the other, or one of them is refused."""

import pytest

from graduated_response.models import Statement
from localoffer.importing.outcome import BUSY
from localoffer.publishing.models import Version
from tests.processes import at_once

from .provision_factories import make_area, make_level, make_statement
from .provision_tables import table


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [5, 0], ids=["codes that are known", "new codes"])
def test_two_imports_at_once_do_not_mix(tmp_path, known):
    make_area(), make_level()
    for number in range(1, known + 1):
        make_statement(f"AS{number}")
    files = []
    for name in ("One", "Other"):
        codes = range(1, known + 6)
        content = table(*[[f"AS{n}", "", "Everyone", f"{name} says {n}."] for n in codes])
        (tmp_path / f"{name}.csv").write_bytes(content)
        files.append(["import_provision", str(tmp_path / f"{name}.csv"), "--publish"])

    said = at_once(tmp_path, *files)

    refused = [words for code, words in said if code]
    assert all(BUSY in words for words in refused), said
    assert len(refused) < 2
    rows = Statement.objects.order_by("pk")
    assert len(rows) == known + 5
    assert {row.state for row in rows} == {"live"}
    first_words = {row.title.split()[0] for row in rows}
    assert len(first_words) == 1
    for row in rows:
        assert Version.objects.history_of(row).filter(state="published").count() == 1
        assert row.wordings.filter(until=None).get().title == row.title
