"""Settings of the doors, all from the environment.

- `TONGGUAN_HOME`: where this installation keeps its keys and data (user data folder).
- `DATABASE_URL`: a PostgreSQL server to use (our own, started on demand).
- `TONGGUAN_PROFILE`: which zone profile applies, such as `production` (`sandbox`).
- `TONGGUAN_CUSTOMS`: `here` decides itself; `http://FIRM:KEY@HOST` or `folder:/PATH`
  stands in front of a customs that decides elsewhere (`here`).
- `TONGGUAN_POLICE`, `TONGGUAN_REGISTRY`, `TONGGUAN_TAX`, `TONGGUAN_SAFE`,
  `TONGGUAN_BANK`, `TONGGUAN_MARKET`, `TONGGUAN_TELECOM`: agencies that are asked, at an
  http(s) address; `simulated` answers by itself, in a sandbox only (`off`;
  police and telecom are simulated where `tongguan serve` runs a sandbox).
- `TONGGUAN_HOSTS`: names the portal answers to, separated by commas (this machine's).
- `TONGGUAN_FRONTS`: front ends under names of their own, over the same data, such as
  `clearance=a.example,integrated=b.example` (one front end with everything).
- `TONGGUAN_HTTPS`: `1` when the portal is reached over TLS only (`0`).
- `TONGGUAN_PROXIES`: how many proxies of ours stand in front and add the address they
  saw to `X-Forwarded-For` (`0`); then a client certificate is believed too, which the
  outermost hands on as `Client-Cert` or `X-SSL-Client-Cert`.
- `TONGGUAN_WEBHOOKS_LOOPBACK`: `1` lets a sandbox push receipts to this machine, over
  plain HTTP (`0`).
- `TONGGUAN_SIGNATURES`: `off`, `optional` or `required`, what is asked of messages'
  signatures (as the profile has it).
- `TONGGUAN_ROOT_KEY_FILE`: the root secret's file (`root.key` in the home).
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tongguan.journeys.offering import read_fronts
from tongguan.plumbing.database import django_databases
from tongguan.plumbing.forwarding.address import HERE as HERE_WE_DECIDE
from tongguan.plumbing.forwarding.address import address_of
from tongguan.plumbing.home import home
from tongguan.plumbing.keys import keyring
from tongguan.portal.catalogue import compiled

HERE = Path(__file__).parent
PROFILE = os.environ.get("TONGGUAN_PROFILE", "sandbox")
CUSTOMS = address_of(os.environ.get("TONGGUAN_CUSTOMS", HERE_WE_DECIDE))
# A simulated text is brought nowhere: a sandbox shows it to whoever waits for it.
TEXTS_ARE_SHOWN = (
    PROFILE == "sandbox" and os.environ.get("TONGGUAN_TELECOM") == "simulated"
)
HTTPS = os.environ.get("TONGGUAN_HTTPS", "0") == "1"
PROXIES = int(os.environ.get("TONGGUAN_PROXIES", "0"))

SECRET_KEY = keyring().sign("django", b"secret").hex()
DEBUG = False
FRONTS = read_fronts(os.environ.get("TONGGUAN_FRONTS", ""))
NAMES = os.environ.get("TONGGUAN_HOSTS", "localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [*NAMES.split(","), *FRONTS]
ROOT_URLCONF = "tongguan.urls"
WSGI_APPLICATION = "tongguan.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "tongguan.Account"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "account"
AUTHENTICATION_BACKENDS = ["tongguan.portal.coming_in.Doorkeeper"]
LOGOUT_REDIRECT_URL = "sign-in"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "tongguan",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tongguan.gateway.machines.TellMachines",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tongguan.portal.headers.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tongguan.portal.headers.safe_headers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tongguan.portal.zoning.KeepClosed",
    "tongguan.gateway.away.TellWhoIsAway",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tongguan.portal.context.frame",
                "tongguan.portal.announcing.board",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tongguan.portal.templatetags.printed",
            ],
        },
    },
]
DATABASES = django_databases()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [compiled(HERE / "portal" / "locale", home())]
USE_TZ = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "portal" / "static"]
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tongguan.portal.public.errors.forged"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
