"""The addresses of every door."""

from django.urls import URLPattern, URLResolver, include, path

from tongguan.api.health import healthz
from tongguan.api.v1 import api
from tongguan.gateway.chinaport.pulling import confirmed_cursor, get_receipts
from tongguan.gateway.chinaport.views import post_messages
from tongguan.gateway.platform_data.views import real_time_data_upload

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("ceb/messages", post_messages, name="ceb-messages"),
    path("ceb/receipts", get_receipts, name="ceb-receipts"),
    path("ceb/receipts/cursor", confirmed_cursor, name="ceb-cursor"),
    path(
        "ceb2grab/grab/realTimeDataUpload",
        real_time_data_upload,
        name="payment-data",
    ),
    path("api/v1/", api.urls),
    path("", include("tongguan.practice.urls")),
    path("", include("tongguan.portal.urls")),
]
