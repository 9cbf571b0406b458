"""The glossary of the demonstration; the text is in demo.toml beside this file."""

from pathlib import Path

from localoffer.document_reader.demo_text import markdown, read
from localoffer.publishing.slugs import unique_slug

from .models import Term


def load() -> None:
    """Needs an empty glossary."""
    for row in read(Path(__file__).with_suffix(".toml"))["term"]:
        Term.objects.create(
            title=row["term"],
            slug=unique_slug(Term, row["term"]),
            variants="\n".join(row.get("variants", [])),
            short=row["short"],
            body=markdown(row.get("body", "")),
            state=row.get("state", "live"),
            owner="localoffer@larkshire.example",
        )
