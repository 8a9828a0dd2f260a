"""Django's settings, made from `yimen.config.environment`; no other module reads the environment."""

from pathlib import Path

from yimen.config import environment
from yimen.config.databases import database_settings
from yimen.config.security import transport_of

ENV = environment.load()
HOUSE = Path(__file__).resolve().parent.parent

DEBUG = ENV.debug
SECRET_KEY = environment.read_or_make_secret(ENV.data_dir, "secret-key")
ALLOWED_HOSTS = list(ENV.allowed_hosts)
ROOT_URLCONF = "yimen.config.urls"
WSGI_APPLICATION = "yimen.config.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "yimen.data.journal",
    "yimen.data.orgs",
    "yimen.data.people",
    "yimen.data.catalog",
    "yimen.data.documents",
    "yimen.data.places",
    "yimen.data.cases",
    "yimen.data.seals",
    "yimen.data.feedback",
    "yimen.data.programme",
    "yimen.data.showcase",
    "yimen.data.indicators",
    "yimen.data.reports",
    "yimen.data.supervision",
    "yimen.data.exchange",
    "yimen.config.apps.HouseConfig",
]

MIDDLEWARE = [
    "yimen.http.request_id.RequestIdMiddleware",
    "yimen.http.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yimen.http.limits.BodyLimitMiddleware",
    "yimen.http.nul.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "yimen.web.shared.actors.ActorMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yimen.web.shared.refusals.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            *(
                HOUSE / "web" / place / "templates"
                for place in ("shared", "portal", "desk", "manage", "supervise", "demo")
            ),
            HOUSE / "api" / "templates",
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "yimen.web.shared.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "libraries": {"chinese_dates": "yimen.web.shared.chinese_dates"},
        },
    }
]

DATABASES = {"default": database_settings(ENV)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
# Pages name every file by its content: only those are kept and compressed.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STATICFILES_DIRS = [HOUSE / "web" / "shared" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_TRANSPORT = transport_of(ENV.public_url)
HSTS_SECONDS = _TRANSPORT.hsts_seconds
SESSION_COOKIE_NAME = _TRANSPORT.session_cookie
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = _TRANSPORT.csrf_cookie
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "yimen.web.shared.stale_forms.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = _TRANSPORT.secure
CSRF_COOKIE_SECURE = _TRANSPORT.secure
CSRF_TRUSTED_ORIGINS = list(_TRANSPORT.trusted_origins)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = ["yimen.http.limits.BoundedUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "yimen.config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"yimen": {"level": "INFO"}, "django.security.DisallowedHost": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
