"""What benchmarks/pages.py holds the site against: the same bytes with nothing around them.

Run by granian in the virtual environment. The folder in BENCH_PAGES holds the captured pages as
pages.json: {path: HTML}.
"""

import json
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

PAGES = {
    path: html.encode()
    for path, html in json.loads(Path(os.environ["BENCH_PAGES"], "pages.json").read_text()).items()
}


def plain(environ, start_response):
    """A bare WSGI function: the floor of the server."""
    body = PAGES[environ["PATH_INFO"]]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]


def page(request):
    return HttpResponse(PAGES[request.path])


urlpatterns = [re_path("", page)]
settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="of no use")  # noqa: S106
# Bare Django: one view, no middleware, no database.
bare_django = get_wsgi_application()
