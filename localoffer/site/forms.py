"""The form of the site's settings."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from .icon import icon_file
from .models import SiteSettings


class SiteSettingsForm(forms.ModelForm):
    own_icon = forms.BooleanField(
        label="Take the icon away, and show the one that every site has at first", required=False
    )

    class Meta:
        model = SiteSettings
        exclude = ["id"]  # noqa: DJ006 (staff edit all of it)
        widgets = {"icon": forms.FileInput({"accept": ".png,.jpg,.jpeg,.webp,.ico"})}

    def clean_icon(self) -> object:
        """What came is drawn anew; an icon that is there already, or none, stays as it is."""
        icon = self.cleaned_data["icon"]
        return icon_file(icon) if isinstance(icon, UploadedFile) else icon

    def clean(self) -> dict:
        data = super().clean()
        if data.get("own_icon"):
            data["icon"] = False  # Django's way to empty a field of files
        return data
