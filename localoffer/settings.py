"""Settings, read top to bottom; every variable of the environment has a safe default or stops
with the sentence the operator needs. A test compares docs/settings.md with this file.
"""

import os
import secrets
import warnings
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from localoffer.plain_text.folding import FoldingConnection

# --- Reading the environment ---------------------------------------------------------------

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
# What the site writes (database, uploads, kept e-mail, backups) is for its own account only.
os.umask(0o077)


def kept_secret(path: Path) -> str:
    """The key in `path`; made once when there is none, so that a first run needs no set-up."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


# --- Security ------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")

SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR / "secret-key")
if len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured(
        "SECRET_KEY is too weak: set it to at least 40 random characters, for example the output "
        'of: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    )

SITE_HOST = environ.urlparse(SITE_URL).hostname or "127.0.0.1"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST, "127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
# Not to the host that the request names.
SECURE_SSL_HOST = environ.urlparse(SITE_URL).netloc
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# To be in browsers' preload list binds a whole domain for years: not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
# Comes with signing in, for the admin only (localoffer/people/throttle.py).
KNOWN_BROWSER_COOKIE_NAME = "__Secure-known" if HTTPS else "known"
CSRF_FAILURE_VIEW = "localoffer.accounts.preserved_posts.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# In seconds, counted from signing in and from the last request (localoffer/accounts/sessions.py).
SIGNED_IN_FOR = 12 * 60 * 60
SIGNED_IN_IDLE_FOR = 30 * 60
X_FRAME_OPTIONS = "DENY"

# Pages for the public need no script at all; the admin gets its own policy (ui/admin_site.py).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF],
    "font-src": [SELF],  # the icons on the editor's buttons
    "img-src": [SELF, "data:"],
    "connect-src": [SELF],
}
PERMISSIONS_POLICY = {
    feature: []
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name, "OPTIONS": options}
    for name, options in [
        ("django.contrib.auth.password_validation.UserAttributeSimilarityValidator", {}),
        ("django.contrib.auth.password_validation.MinimumLengthValidator", {"min_length": 12}),
        ("localoffer.accounts.passwords.CommonWordsValidator", {}),
        ("localoffer.accounts.passwords.CouncilWordsValidator", {}),
    ]
]
PASSWORD_RESET_TIMEOUT = 60 * 60
# A second step for everybody on staff. Without https it would give a false feeling of safety.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=HTTPS and not DEBUG)
OTP_TOTP_ISSUER = f"Local Offer, {SITE_HOST}"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SIGN_IN_FORM = "localoffer.accounts.signing_in.SignInWithCodeForm"

# A link that staff type without its scheme gets https (the default from Django 6 on; naming it
# today warns that the setting will go).
warnings.filterwarnings("ignore", message="The FORMS_URLFIELD_ASSUME_HTTPS")
FORMS_URLFIELD_ASSUME_HTTPS = True

# A person may type much text into one form; a longer body is an attack.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Apps ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "surveys",
    "graduated_response",
    "events",
    "localoffer.feedback",
    "localoffer.editorial",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "localoffer.accounts",  # after the ones before: it gives their rows another page in the admin
    "localoffer.media",
    "localoffer.glossary",
    "localoffer.site",
    "localoffer.publishing",
    "localoffer.outbox",
    "localoffer.redirects",
    "localoffer.people",
    "localoffer.clock",
    "localoffer.backups",
    "localoffer.packages",
    "localoffer.sandbox",
    "localoffer.richtext",
    "localoffer.ui",  # before the admin: it overrides some of its templates
    "localoffer.ui.apps.StaffAdminConfig",
    "localoffer.people.apps.AccountsConfig",  # django.contrib.auth
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "crispy_forms",
    "csp",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "localoffer.urls"
WSGI_APPLICATION = "localoffer.wsgi.application"
APPEND_SLASH = True

MIDDLEWARE = [
    "localoffer.site.request_id.RequestIdMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "localoffer.site.headers.NotModifiedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "localoffer.site.headers.PublicHeadersMiddleware",
    "localoffer.media.body_limit.BodyLimitMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Inside the one before, which otherwise answers an old address first with another one.
    "localoffer.redirects.middleware.RedirectsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Outside the next one, which notes a sign-in by its answer; this one gives another.
    "localoffer.accounts.preserved_posts.KeepTypedMiddleware",
    "localoffer.accounts.sessions.SessionTimesMiddleware",
    "localoffer.accounts.sessions.SecondFactorMiddleware",
    "localoffer.accounts.reauthentication.FreshSignInMiddleware",
    "localoffer.people.middleware.AuditChainMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# --- Templates -----------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "localoffer.ui.context.navigation",
                "localoffer.site.context.site",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "govuk"

# In families' words, at most six, the same on every page.
NAVIGATION = [
    ("Worried about a child?", "/graduated-response/"),
    ("What to expect", "/ordinarily-available-provision/"),
    ("Questions", "/questions/"),
    ("You said, we did", "/you-said-we-did/"),
    ("Surveys", "/surveys/"),
    ("Events", "/events/"),
]

# --- Database ------------------------------------------------------------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'localoffer.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "factory": FoldingConnection,
    }
else:
    # A frozen database must not freeze the site: connecting, waiting for a lock and running a
    # statement each end with an error after some seconds. Timeouts set in DATABASE_URL win.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "options": "-c statement_timeout=10000 -c lock_timeout=5000"
        " -c idle_in_transaction_session_timeout=30000",
        # One for each thread that serves, and one for the clock.
        "pool": {"min_size": 1, "max_size": 5, "timeout": 5},
        **DATABASES["default"].get("OPTIONS", {}),
    }

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# --- Publishing ----------------------------------------------------------------------------

# Each is called with (request, row, rows that go live with it) and gives sentences that say why
# the row may not be published yet.
BEFORE_PUBLISHING = ["localoffer.editorial.publish_checks.obstacles"]
BEFORE_SAVING = ["localoffer.editorial.publish_checks.obstacles_of_small"]

# --- Language and time ---------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- Static files and uploads --------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# build/ holds the compiled stylesheet (dev.py makes it).
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "localoffer.ui.storage.StaticStorage",
        # Another account may have installed the release; there is nothing private in them.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Maps of scripts are large, and only developers' tools ask for them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Letters of the booklet's PDF (dev.py setup puts them there).
FONTS_DIR = VAR_DIR / "fonts"
# Django would open them to everybody again.
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
# No MEDIA_URL: files are sent by views that ask for permission (localoffer/media/serving.py).
MEGABYTE = 1024 * 1024
MEDIA_LARGEST_DOCUMENT = 20 * MEGABYTE
MEDIA_LARGEST_VIDEO = 200 * MEGABYTE
# Where the editor of rich text asks for images: it knows no other slice.
CHOOSE_IMAGE = "admin:media_image_choose"
MEDIA_QUOTA = env.int("MEDIA_QUOTA_MB", default=2048) * MEGABYTE
# Uploads go through a clamd before anything else opens them; empty: there is none.
ANTIVIRUS = env.str("ANTIVIRUS", default="")
if ANTIVIRUS and not ANTIVIRUS.startswith("/") and not ANTIVIRUS.rpartition(":")[2].isdecimal():
    raise ImproperlyConfigured(
        "ANTIVIRUS must say where clamd listens: host:port, for example 127.0.0.1:3310, or the "
        "path of its socket, for example /run/clamav/clamd.ctl"
    )

# --- Mail ----------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"local-offer@{SITE_HOST}")
EMAIL_TIMEOUT = 10

# --- The clock -----------------------------------------------------------------------------

# What is due (localoffer/clock) is done in a thread of each worker, unless `run_due --loop` runs.
RUN_DUE = env.bool("RUN_DUE", default=True)

# --- Logging -------------------------------------------------------------------------------

# One record a fault, with the request's id; addresses and texts of visitors are not logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "localoffer.site.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "line",
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Anyone can send junk for a name; it is answered with 400 and must not fill the log.
        # Without any handler Python itself would print it.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
