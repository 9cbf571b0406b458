"""The form of the site's settings."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html

from .icon import icon_file
from .models import SiteSettings

SHOWN_NOW = '{} Now it is this: <img src="{}" alt="your own picture" width="32" height="32">'


class SiteSettingsForm(forms.ModelForm):
    own_icon = forms.BooleanField(
        label="Take the icon away, and show the one that every site has at first", required=False
    )

    class Meta:
        model = SiteSettings
        exclude = ["id"]  # noqa: DJ006 (staff edit all of it)
        widgets = {"icon": forms.FileInput({"accept": ".png,.jpg,.jpeg,.webp,.ico"})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.icon and "icon" in self.fields:  # not for those who may only look
            words, address = self.fields["icon"].help_text, reverse("site:favicon")
            self.fields["icon"].help_text = format_html(SHOWN_NOW, words, address)

    def clean_icon(self) -> object:
        """What came is drawn anew; an icon that is there already, or none, stays as it is."""
        icon = self.cleaned_data["icon"]
        return icon_file(icon) if isinstance(icon, UploadedFile) else icon

    def clean(self) -> dict:
        data = super().clean()
        if data.get("own_icon"):
            data["icon"] = False  # Django's way to empty a field of files
        return data
