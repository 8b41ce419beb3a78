from __future__ import annotations

from django.urls import path

from newsroom.views.desk_login import admin_login, desk_login, desk_logout

urlpatterns = [
    path("desk/login/", desk_login, name="desk-login"),
    path("desk/logout/", desk_logout, name="desk-logout"),
    # Before the admin's own, so that there is one door.
    path("admin/login/", admin_login),
]
