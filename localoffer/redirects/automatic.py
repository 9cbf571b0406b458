"""What happens to addresses when a page moves or appears."""

from django.db import transaction

from .addresses import old_address
from .models import Redirect, one_writer


def keep_address(old: str, new: str) -> None:
    """A page moved: its old address leads to the new one from now on, in the same transaction.

    Takes what `get_absolute_url()` gave before and after. What led to the old address leads to the
    new one, and what led away from the new one goes.
    """
    if old_address(old) == old_address(new):
        return
    with transaction.atomic():
        one_writer()
        free_address(new)
        found = Redirect.objects.filter(old_path=old_address(old)).first()
        moved = found or Redirect(old_path=old)
        moved.new_path, moved.permanent, moved.automatic = new, True, True
        moved.save()


def free_address(path: str) -> None:
    """There is a page at this address now, so it leads nowhere else any more."""
    Redirect.objects.filter(old_path=old_address(path)).delete()
