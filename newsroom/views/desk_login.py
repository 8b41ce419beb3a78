from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

desk_login = LoginView.as_view(template_name="newsroom/desk_login.html", redirect_authenticated_user=True)
desk_logout = LogoutView.as_view()


def admin_login(request: HttpRequest) -> HttpResponseRedirect:
    """The admin has no door of its own: what guards the desk's guards it too.

    Whoever is signed in and still sent here may not enter; signing in again
    would lead them in a circle.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    wanted = request.GET.get("next") or reverse("admin:index")
    return redirect(f"{reverse('desk-login')}?{urlencode({'next': wanted})}")
