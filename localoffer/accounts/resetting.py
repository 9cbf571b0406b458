"""A forgotten password: a link by e-mail, good for one hour and for one use."""

import logging
from datetime import datetime
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from localoffer.outbox.emails import write_email
from localoffer.people.throttle import NEW_PASSWORD, Tries
from localoffer.ui.site_url import absolute

from .models import ResetRequest

logger = logging.getLogger(__name__)
# An account gets no more than one e-mail in so many seconds, however often somebody asks.
APART = 10 * 60


class ForgottenForm(PasswordResetForm):
    """Notes the address. Too many from one place, or about one account, are passed over."""

    def save(self, request: HttpRequest, **options: object) -> None:
        email = self.cleaned_data["email"]
        if Tries(request, email, NEW_PASSWORD).are_too_many():
            logger.warning("Asking for a new password was refused: too often.")
        else:
            ResetRequest.objects.create(email=email)


class NewPasswordForm(SetPasswordForm):
    """Of somebody who came by the link. All their sessions end with the old password."""

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            person = super().save(commit)
            words = "Chose a new password by a link from an e-mail."
            LogEntry.objects.log_actions(person.pk, [person], CHANGE, words)
        return person


def answer(asked: ResetRequest, now: datetime) -> int:
    """Write the e-mails that a request asks for; how many. It is answered once."""
    with transaction.atomic():
        if not ResetRequest.objects.filter(pk=asked.pk).delete()[0]:
            return 0
        people = [each for each in PasswordResetForm().get_users(asked.email) if each.is_staff]
        for person in people:
            key = f"password {person.pk} {int(now.timestamp()) // APART}"
            write_email("new_password", key, person.email, person=person, link=link_for(person))
    return len(people)


def link_for(person: User) -> str:
    """The link leads to the address of the settings, whatever host the request named."""
    number = urlsafe_base64_encode(force_bytes(person.pk))
    way = [number, default_token_generator.make_token(person)]
    return absolute(reverse("password_reset_confirm", args=way))
