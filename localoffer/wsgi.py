"""The door for the production server: `granian --interface wsgi localoffer.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")

application = get_wsgi_application()

from localoffer.clock.loop import start  # noqa: E402  Django must be set up first

if settings.RUN_DUE:
    start()
