from itertools import groupby

from localoffer.publishing.views import PublishedListView

from .models import Term


class IndexView(PublishedListView):
    """All live terms from A to Z on one page, so that it can be searched and printed whole."""

    model = Term
    paginate_by = None

    def get_queryset(self):
        return super().get_queryset().only("title", "slug", "variants", "short", "body")

    def get_context_data(self, **kwargs):
        """Adds `letters`: [(letter, [term, ...]), ...] in alphabetical order."""
        terms = sorted(self.object_list, key=lambda term: (term.letter, term.title.casefold()))
        letters = [(letter, list(group)) for letter, group in groupby(terms, lambda t: t.letter)]
        return super().get_context_data(letters=letters, **kwargs)
