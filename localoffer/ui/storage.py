"""Static files: compressed, under names that carry their hash, kept by browsers for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Also renames the imports between ES modules, which the admin's editor is made of."""

    support_js_module_import_aggregation = True
