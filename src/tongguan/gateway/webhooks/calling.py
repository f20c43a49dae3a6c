"""呼叫 One call to a firm's address: pinned, short, and never followed elsewhere."""

import asyncio
import hashlib
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from tongguan import __version__
from tongguan.gateway.webhooks.addresses import (
    Resolve,
    UnfitUrlError,
    located,
    resolved,
)
from tongguan.plumbing import clock
from tongguan.plumbing.webhooks.model import Attempt
from tongguan.plumbing.webhooks.rules import PushLaw

READ_MOST = 4096
FIXED = {
    "content-type": "application/json",
    "user-agent": f"Tongguan/{__version__}",
    "accept": "application/json",
    "accept-encoding": "identity",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """应答 What was answered: the code, the beginning of the body, and how fast."""

    status: int = 0
    body: bytes = b""
    milliseconds: int = 0
    trouble: str = ""
    retry_after: int = 0

    def attempt(self, at: datetime, *, echoed: bool = False) -> Attempt:
        """Say it as an attempt; of the body only the digest is kept."""
        return Attempt(
            at=at,
            status=self.status,
            digest=hashlib.sha256(self.body).digest() if self.status else b"",
            milliseconds=self.milliseconds,
            trouble=self.trouble,
            retry_after=self.retry_after,
            echoed=echoed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """线路 How to call: by which rules, whom to trust, and how names are resolved."""

    law: PushLaw
    loopback: bool = False
    resolve: Resolve = resolved
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Post once; whatever goes wrong is part of the answer."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(self.law.timeout_seconds):
                answer = await self._post(url, headers, body)
        except UnfitUrlError as unfit:
            answer = Answer(trouble=f"refused: {unfit.why.name.lower()}")
        except TimeoutError:
            answer = Answer(trouble="no answer in time")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as trouble:
            answer = Answer(trouble=type(trouble).__name__)
        spent = round((time.monotonic() - began) * 1000)
        return Answer(
            status=answer.status,
            body=answer.body,
            milliseconds=spent,
            trouble=answer.trouble,
            retry_after=answer.retry_after,
        )

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        place = await located(url, self.law, self.resolve, loopback=self.loopback)
        named = httpx.URL(url)
        pinned = named.copy_with(host=place.address)
        sent = {**FIXED, **headers, "host": named.netloc.decode()}
        async with (
            httpx.AsyncClient(
                verify=self.trust,
                trust_env=False,
                follow_redirects=False,
                timeout=self.law.timeout_seconds,
            ) as client,
            client.stream(
                "POST",
                pinned,
                content=body,
                headers=sent,
                extensions={"sni_hostname": place.host},
            ) as answer,
        ):
            return Answer(
                status=answer.status_code,
                body=await beginning(answer),
                retry_after=seconds_named(answer.headers.get("retry-after", "")),
            )


async def beginning(answer: httpx.Response) -> bytes:
    """Read the beginning of a body, as it came over the wire."""
    read = b""
    async for part in answer.aiter_raw(READ_MOST):
        read += part
        if len(read) >= READ_MOST:
            break
    return read[:READ_MOST]


def seconds_named(text: str) -> int:
    """Read a Retry-After: seconds or a date; 0 where it is neither."""
    if text.isascii() and text.isdigit():
        return int(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return 0
    aware = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0, round((aware - clock.now()).total_seconds()))
