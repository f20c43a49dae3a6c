"""入口 The entrance: what this is, signing in, signing out."""

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """GET / — what this window does, and where to go on."""
    return render(request, "public/home.html")


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """GET and POST /sign-in/ — an account and its password."""
    form = AuthenticationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(onward(request))
    status = 422 if form.errors else 200
    words = {"form": form, "next": onward(request)}
    return render(request, "public/sign_in.html", words, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """POST /sign-out/ — end the session."""
    logout(request)
    return redirect("home")


def onward(request: HttpRequest) -> str:
    """Return where to go after signing in: where one wanted to, if it is here."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    host, secure = request.get_host(), request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, {host}, require_https=secure):
        return wanted
    return reverse("declarations")
