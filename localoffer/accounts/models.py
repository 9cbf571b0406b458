"""What waits for the clock: somebody says that they forgot their password."""

from django.db import models
from django.utils import timezone


class ResetRequest(models.Model):
    """Answered by `due`, and deleted then. So the page does the same work, in the same time, for
    addresses that have an account and for those that have none (ASVS 6.3.8)."""

    email = models.EmailField()
    asked = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Asked {self.asked:%Y-%m-%d %H:%M}"
