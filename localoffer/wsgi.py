"""The door for the production server: `granian --interface wsgi localoffer.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from localoffer.clock import loop
from localoffer.site.content_type import PlainContentType

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")

application = PlainContentType(get_wsgi_application())

if settings.RUN_DUE:
    loop.start()
