"""All expectations that the filters leave on one plain page, to print or to save."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from graduated_response.annotations import word
from graduated_response.filters import Narrowing
from graduated_response.models import Edition, Statement
from localoffer.publishing.views import read_only
from localoffer.ui.site_url import absolute

# A page of so many rows weighs some megabytes; a browser prints it still. No council has as many.
MOST = 3000


@read_only
def print_all(request: HttpRequest) -> HttpResponse:
    """Takes the query of the list. Search engines keep that, and not this."""
    narrowing = Narrowing(request)
    statements = list(narrowing.narrow(Statement.objects.live().for_lists())[:MOST])
    word(statements, narrowing)
    edition = next(iter(Edition.known(request)), None)
    context = {
        "narrowing": narrowing,
        "statements": statements,
        "left_out": narrowing.total - len(statements),
        "facts": [
            {"key": "Chosen", "value": narrowing.in_words or "Everything"},
            {"key": "In words for", "value": narrowing.reading_in_words or "Settings"},
            {"key": "Edition", "value": edition and f"{edition}, with all changes since"},
            {"key": "As on", "value": date_format(timezone.localdate(), "j F Y")},
            {
                "key": "Address",
                "value": absolute(narrowing.address()),
                "href": narrowing.address(),
            },
        ],
    }
    response = render(request, "graduated_response/provision_print.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
