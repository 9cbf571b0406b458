"""The form by which staff sign in."""

import logging

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm

from .tries import MINUTES, Tries

logger = logging.getLogger(__name__)
TOO_MANY = (
    f"Somebody tried to sign in too often. Wait {MINUTES} minutes, then try again. If you forgot "
    "your password, ask the person who looks after this site for a new one."
)


class SignInForm(AdminAuthenticationForm):
    """Says the same whether the name, the password or both are wrong, or the account is off."""

    def clean(self) -> dict:
        tries = Tries(self.request, self.cleaned_data.get("username") or "")
        if tries.are_too_many():
            logger.warning("A sign-in was refused: too many tries.")
            raise forms.ValidationError(TOO_MANY, code="too_many")
        data = super().clean()
        if self.user_cache is not None:
            tries.succeeded()
            logger.info("Account %s signed in.", self.user_cache.pk)
        return data
