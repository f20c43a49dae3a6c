"""Who calls the JSON interface: the firm behind a key."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from tongguan.gateway.sessions import desk


class FirmKey(HttpBearer):
    """接口密钥 The key of a firm; its code becomes `request.auth`."""

    def authenticate(self, request: HttpRequest, _token: str) -> str | None:
        """Return the code of the firm whose key this is."""
        with desk(request) as (_, firm):
            return firm
