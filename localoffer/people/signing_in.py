"""The form by which staff sign in."""

import logging
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.http import HttpRequest

from .throttle import MINUTES, Tries

logger = logging.getLogger(__name__)
TOO_MANY = (
    f"Somebody tried to sign in too often. Wait {MINUTES} minutes, then try again. If you forgot "
    "your password, ask for a link to choose a new one."
)


class SignInForm(AdminAuthenticationForm):
    """Says the same whether the name, the password or both are wrong, or the account is off."""

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        # What went wrong has the focus then, and one element only can have it.
        if self.is_bound or (request and request.user.is_authenticated):
            self.fields["username"].widget.attrs.pop("autofocus", None)

    def clean(self) -> dict:
        name = self.cleaned_data.get("username") or ""
        tries = Tries(self.request, name)
        if tries.are_too_many():
            logger.warning("A sign-in was refused: too many tries at %s.", account_called(name))
            raise forms.ValidationError(TOO_MANY, code="too_many")
        try:
            data = super().clean()
        except forms.ValidationError:
            logger.warning("A sign-in failed: %s.", account_called(name))
            raise
        if self.user_cache is not None:
            tries.succeeded()
            logger.info("Account %s signed in.", self.user_cache.pk)
        return data


def account_called(name: str) -> str:
    """For the log: some people type their password where their name belongs."""
    key = get_user_model().objects.filter(username=name).values_list("pk", flat=True).first()
    return f"account {key}" if key else "an account that does not exist"
