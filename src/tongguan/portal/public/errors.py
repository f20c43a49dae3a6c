"""出错页 What is said when a form was not sent from our own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without our token, most often one from a page left open long."""
    del reason
    return render(request, "403.html", status=403)
