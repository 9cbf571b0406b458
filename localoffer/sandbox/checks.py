"""`manage.py check --deploy` tells the people who run the site what their kernel leaves open."""

from django.conf import settings
from django.core.checks import Info, Tags, register

from .outcomes import Broken, TooHard
from .reach import reach_of_child

HINT = "docs/sandbox.md says what closes it: mostly a newer Linux, or a container that allows it."
SILENT = "The child process that opens what people send does not start, so no file is taken."


@register(Tags.security, deploy=True)
def child_is_confined(**kwargs: object) -> list[Info]:
    """No more than a note: the child has limits everywhere, and nobody can choose every kernel."""
    secrets = [settings.VAR_DIR / "secret-key", settings.DATABASES["default"]["NAME"]]
    try:
        reached = reach_of_child(*secrets)
    except (TooHard, Broken):
        return [Info(SILENT, id="sandbox.I002")]
    if not reached:
        return []
    said = f"A hostile file that took over the child process could reach: {', '.join(reached)}."
    return [Info(said, hint=HINT, id="sandbox.I001")]
