"""Static files: compressed, under names that carry their hash, kept by browsers for good."""

import os
from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Also renames the imports between ES modules, which the admin's editor is made of."""

    support_js_module_import_aggregation = True

    def post_process(self, *args: Any, **options: Any) -> Iterator:
        """The compressed files as readable as the others, which have their mode from settings."""
        strict = os.umask(0o022)
        try:
            yield from super().post_process(*args, **options)
        finally:
            os.umask(strict)
