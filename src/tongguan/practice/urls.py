"""地址 The page, its parts, and the door for machines."""

from django.urls import path

from tongguan.portal.guard import page
from tongguan.practice import views

urlpatterns = [
    page("integrate/", views.show, "integrate"),
    page("integrate/progress/", views.progress, "progress"),
    page("integrate/parcel/", views.own_parcel, "own-parcel"),
    path("practice/parcels", views.post_parcel, name="practice-parcels"),
]
