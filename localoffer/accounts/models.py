"""Who forgot their password, and with which app somebody signs in."""

from django.db import models
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from localoffer.plain_text.fields import EmailField


class ResetRequest(models.Model):
    """Answered by `tasks`, and deleted then. So the page does the same work, in the same time, for
    addresses that have an account and for those that have none (ASVS 6.3.8)."""

    email = EmailField()
    asked = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Asked {self.asked:%Y-%m-%d %H:%M}"


class SignInApp(TOTPDevice):
    """The library's row under a name that says to staff what it is."""

    class Meta:
        proxy = True
        verbose_name = "sign-in app"
        ordering = ["user__username"]
        default_permissions = ["view", "delete"]

    def __str__(self) -> str:
        return f"App of {self.user}"
