"""Health pages."""

from django.urls import path

from yimen.web.ops import health

app_name = "ops"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("favicon.ico", health.favicon, name="favicon"),
    path("readyz", health.readyz, name="readyz"),
]
