"""Signing in: name and password and, for who has set it up, a code from an app."""

from django import forms
from django.contrib.auth.models import User
from django_otp.models import Device

from localoffer.people.signing_in import SignInForm
from localoffer.ui.widgets import CodeInput

from .second_factor import Refused, check_code, has_second_factor

CODE_NEEDED = "Your account has a second step: type the code from your app as well."


class SignInWithCodeForm(SignInForm):
    code = forms.CharField(
        required=False,
        max_length=20,
        label="Code from your app",
        help_text="Only if you set this up. One of your emergency codes will do, too.",
        widget=CodeInput,
    )

    def confirm_login_allowed(self, user: User) -> None:
        """Called when name and password are right."""
        super().confirm_login_allowed(user)
        if has_second_factor(user):
            user.otp_device = self._device(user)  # django_otp notes it in the session

    def _device(self, user: User) -> Device:
        code = self.cleaned_data.get("code")
        if not code:
            raise forms.ValidationError(CODE_NEEDED, code="code_needed")
        try:
            return check_code(user, code)
        except Refused as why:
            raise forms.ValidationError(str(why), code="code_refused") from why
