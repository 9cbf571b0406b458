"""The pages of published comments, for search engines (localoffer.site.views)."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from localoffer.site.views import SiteSitemap

from .models import Comment


class PagesSitemap(SiteSitemap):
    """All comments, and those of each year in which somebody sent one that is published."""

    def items(self) -> list[dict[str, Any]]:
        years = [row for row in Comment.objects.numbers_by_year() if row["published"]]
        if not years:
            return []
        newest = max(row["last_decided"] for row in years)
        return [{"year": None, "last_decided": newest}, *years]

    def location(self, item: dict[str, Any]) -> str:
        return (
            reverse("feedback:of_year", args=[item["year"]])
            if item["year"]
            else reverse("feedback:comments")
        )

    def lastmod(self, item: dict[str, Any]) -> datetime:
        return item["last_decided"]
