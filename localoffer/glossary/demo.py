"""The glossary of the demonstration; the text is in demo.toml beside this file."""

from pathlib import Path

from localoffer.documents_in.demo_text import markdown, read
from localoffer.publishing.slugs import free_slug

from .models import Term


def load() -> None:
    """Needs an empty database."""
