"""The editor's widget: a textarea of HTML that static/js/richtext.js turns into an editor.

It needs no import map and no style in the page, so a page with it keeps the strict policy
`script-src 'self'; style-src 'self'` and only adds `font-src 'self'` for the buttons' icons.
"""

import json
from typing import Any

from django.conf import settings
from django.forms import Media, Script, Textarea
from django.urls import reverse

from .config import EXTENSIONS


class RichTextWidget(Textarea):
    @property
    def media(self) -> Media:
        return Media(
            css={
                "all": [
                    "django_prose_editor/material-icons.css",
                    "django_prose_editor/editor.css",
                    "django_prose_editor/overrides.css",
                    "css/richtext.css",
                ]
            },
            js=[Script("js/richtext.js", type="module")],
        )

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {
            **attrs,
            "data-richtext": json.dumps(EXTENSIONS),
            "data-choose-image": reverse(settings.CHOOSE_IMAGE),
        }

    def use_required_attribute(self, initial: object) -> bool:
        """Never: the browser would ask for a textarea that the editor hides."""
        return False
