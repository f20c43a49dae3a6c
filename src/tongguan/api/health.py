"""`/healthz`: whether this process can serve, for those who watch over it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from tongguan.gateway.sessions import pool


def healthz(_request: HttpRequest) -> HttpResponseBase:
    """GET /healthz: 200 when the database answers, 503 when it does not."""
    try:
        with pool().connection(timeout=2) as connection:
            connection.execute(b"SELECT 1")
    except (OperationalError, PoolTimeout):
        return HttpResponse("database", status=503)
    return HttpResponse("ok")
