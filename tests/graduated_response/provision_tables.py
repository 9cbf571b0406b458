"""Tables of expectations for tests: what to send, and what is stored."""

import csv
import io

from graduated_response.models import Statement
from graduated_response.provision_tables.columns import STAFF_COLUMNS, file_of, for_staff

HEADER = ["code", "area", "level", "expectation", "for parents", "how it is met"]


def table(*rows, header=HEADER):
    """A .csv file; a row may be shorter than the header."""
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def exported(kind="csv"):
    return file_of(kind, for_staff(Statement.objects.all()), STAFF_COLUMNS)[0]


def stored():
    rows = Statement.objects.order_by("code")
    return [(row.code, row.title, row.how, row.state) for row in rows]
