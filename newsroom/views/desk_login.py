"""The one door to the desk, and how often it may be tried."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from newsroom.limits import visitor, within_limit

#: More tries than this from one address are a robot's.
_A_MINUTE, _MINUTE = 10, timedelta(minutes=1)
#: More than this at one name from one address are guesses.
_AN_HOUR, _HOUR = 100, timedelta(hours=1)


class DeskLogin(LoginView):
    """Django's own, for whoever does not try too often. Past the limit no password is looked at."""

    template_name = "newsroom/desk_login.html"
    redirect_authenticated_user = True

    @method_decorator(sensitive_post_parameters())
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wait := _must_wait(request):
            return self._too_many(wait)
        return super().post(request, *args, **kwargs)

    def _too_many(self, wait: timedelta) -> HttpResponse:
        typed = {"username": self.request.POST.get("username", "")}
        message = _("Too many tries to sign in from this place. Please wait a minute and try again.")
        if wait > _MINUTE:
            message = _("Too many tries to sign in under this name. Please wait an hour and try again.")
        context = self.get_context_data(
            form=AuthenticationForm(self.request, initial=typed), too_many=message
        )
        response = self.render_to_response(context, status=429)
        response["Retry-After"] = str(int(wait.total_seconds()))
        return response


def _must_wait(request: HttpRequest) -> timedelta | None:
    """How long this try has to wait, counting it."""
    place = visitor(request)
    if not within_limit("sign in", place, most=_A_MINUTE, window=_MINUTE):
        return _MINUTE
    name = request.POST.get("username", "").casefold()
    if not within_limit("sign in as", f"{place} {name}", most=_AN_HOUR, window=_HOUR):
        return _HOUR
    return None


desk_login = DeskLogin.as_view()
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
