"""Pages to check, and texts to check without a database."""

from localoffer.editorial.checks import Text, check
from localoffer.site.models import SitePage


def html(value, label="Text"):
    return Text(label, "body", value, "html")


def plain(value, label="Summary"):
    return Text(label, "summary", value)


def said(*texts, known=None):
    """(code, sentence, excerpts) of each remark."""
    remarks = check(list(texts), known) if known else check(list(texts))
    return [(each.code, each.sentence, each.excerpts) for each in remarks]


def make_page(slug="a-page", body="<p>Text</p>", state="live", **fields):
    return SitePage.objects.create(
        **{"title": slug.capitalize(), "slug": slug, "body": body, "state": state} | fields
    )
