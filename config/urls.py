from __future__ import annotations

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from config.health import healthz
from config.robots import favicon, robots

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path("", include("newsroom.urls")),
    path("admin/", admin.site.urls),
    # Without a token, so that public pages are the same for everybody; all it changes is a language.
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
    path("", include("claims.urls")),
]

handler500 = "config.outage.failed"
