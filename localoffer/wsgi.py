"""The door for the production server: `granian --interface wsgi localoffer.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")

application = get_wsgi_application()
