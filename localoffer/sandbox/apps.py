from django.apps import AppConfig


class SandboxConfig(AppConfig):
    name = "localoffer.sandbox"
    label = "sandbox"

    def ready(self) -> None:
        # Django finds a check when its module is imported.
        from . import checks  # noqa: F401
