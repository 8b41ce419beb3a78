"""Settings, read from the environment alone.

Without DATABASE_URL this is the demo or a developer's checkout: the embedded
PostgreSQL serves it and a secret key is made once. With DATABASE_URL it is a
newsroom's installation, and what is missing fails at once, with a hint.
docs/operations.md lists every variable.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

# Lets annotations such as ModelAdmin[Claim], which strict types ask for, run.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "0", "true", "false", "yes", "no", "on", "off"}:
        return value in {"1", "true", "yes", "on"} if value else default
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def _list(name: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def _required(name: str, hint: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value


def _kept_secret(folder: Path) -> str:
    """Read the secret key of this data folder; the first start makes it."""
    file = folder / "secret-key"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(f"The data folder {folder} cannot be written: {error.strerror}.") from None
    return file.read_text()


def _database(name: str) -> dict[str, Any]:
    """Read a connection string the way libpq does, so that hosts, sockets and escapes all work."""
    try:
        options = conninfo_to_dict(os.environ[name])
    except ProgrammingError as error:
        hint = f"{name} cannot be read ({error}). Write postgresql://user:password@host:5432/name"
        raise ImproperlyConfigured(hint) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": options.pop("dbname", ""),
        "USER": options.pop("user", ""),
        "PASSWORD": options.pop("password", ""),
        "HOST": options.pop("host", ""),
        "PORT": options.pop("port", ""),
        # Two seconds is the least that psycopg waits; a refused connection answers at once.
        "OPTIONS": {"connect_timeout": "2", "tcp_user_timeout": "5000", **options},
    }


def _embedded(role: str) -> dict[str, Any]:
    return {"ENGINE": "config.embedded", "NAME": "sayso", "USER": role}


def _databases() -> dict[str, dict[str, Any]]:
    """The app works as the restricted role; the owner of the tables is there for migrations.

    A web server needs no DATABASE_OWNER_URL and is safer without it.
    """
    if EMBEDDED:
        databases = {"default": _embedded("sayso_app"), "owner": _embedded("sayso_owner")}
    else:
        databases = {"default": _database("DATABASE_URL")}
        if os.environ.get("DATABASE_OWNER_URL"):
            databases["owner"] = _database("DATABASE_OWNER_URL")
    for database in databases.values():
        database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if "owner" in databases:
        # A mirror copies the name only: tests run as sayso_app in a database made by the owner.
        databases["default"]["TEST"] = {"MIRROR": "owner"}
        databases["owner"]["TEST"] = {"DEPENDENCIES": []}
    return databases


EMBEDDED = not os.environ.get("DATABASE_URL")
DATA_FOLDER = Path(os.environ.get("SAYSO_DATA") or BASE_DIR / ".data").absolute()
DEBUG = _flag("DEBUG")
#: Whether readers reach the site by https: secure cookies, and the proxy's word on the scheme.
HTTPS = _flag("SAYSO_HTTPS", default=not EMBEDDED)

if EMBEDDED:
    SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret(DATA_FOLDER)
    ALLOWED_HOSTS = _list("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
else:
    SECRET_KEY = _required("SECRET_KEY", "Make one with: openssl rand -base64 48")
    _required("ALLOWED_HOSTS", "Name the site's hosts: news.example,www.news.example")
    ALLOWED_HOSTS = _list("ALLOWED_HOSTS")

DATABASES = _databases()

INSTALLED_APPS = [
    "claims",
    "sources",
    "newsroom",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside everything else, so that static files and error pages carry the policy too.
    # Its frame-ancestors takes the place of X-Frame-Options.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside whatever sets cookies.
    "newsroom.caching.private_by_default",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.views.form_expired.ForItsAuthor",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.context.desk",
            ],
        },
    },
]

# What Django 6 does; until then the default is http, with a warning.
FORMS_URLFIELD_ASSUME_HTTPS = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "newsroom.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
# Each language is named in itself, so that its readers find it.
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

#: An article of 10 MB with its other fields; the forms say who may send how much.
DATA_UPLOAD_MAX_MEMORY_SIZE = 11_000_000

CSRF_FAILURE_VIEW = "newsroom.views.form_expired.form_expired"
# The token's cookie stays readable: the desk's script sends the present one (static/desk/forms.js).
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
if HTTPS:
    # The reverse proxy must set this header itself and never pass a visitor's on.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

SILENCED_SYSTEM_CHECKS = [
    # X-Frame-Options: frame-ancestors stands in the policy.
    "security.W002",
    # Redirecting to https is the reverse proxy's work.
    "security.W008",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
