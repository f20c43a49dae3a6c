"""A visitor without a browser: asks for pages, fills in forms, reads what they say."""

import re
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    Request,
    build_opener,
)

from lxml import html

from tests.portal.accounts import WORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class World:
    """A served window and its database."""

    url: str
    dsn: str


class Stays(HTTPRedirectHandler):
    """Says where it was sent instead of going there."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    headers: Message
    body: str

    @property
    def goes_to(self) -> str:
        return self.headers.get("Location", "")

    def links(self, xpath: str) -> list[str]:
        """Return where the meant links lead."""
        return [it.get("href") for it in html.fromstring(self.body).xpath(xpath)]

    def attributes(self, xpath: str, name: str) -> list[str]:
        """Return one attribute of every element that is meant."""
        return [it.get(name) for it in html.fromstring(self.body).xpath(xpath)]

    def says(self, xpath: str) -> list[str]:
        """Return the words of every element that is meant, without idle space."""
        tree = html.fromstring(
            self.body.encode(), parser=html.HTMLParser(encoding="utf-8")
        )
        return [" ".join(" ".join(it.itertext()).split()) for it in tree.xpath(xpath)]


class Visitor:
    """Somebody with a cookie jar."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies), Stays())
        self.token = ""

    def get(self, path: str, **headers: str) -> Page:
        return self._ask(Request(self.url + path, headers=headers))  # noqa: S310 - our own server

    def opens(self, path: str) -> int:
        """Ask for something that is no text; return how that was answered."""
        try:
            with self.opener.open(self.url + path, timeout=30) as answer:
                return answer.status
        except HTTPError as refused:
            return refused.code

    def post(self, path: str, **values: str) -> Page:
        told = values | {"csrfmiddlewaretoken": self.token}
        body = urlencode(told).encode()
        referer = {"Referer": self.url + path}
        return self._ask(Request(self.url + path, body, referer))  # noqa: S310 - our own server

    def upload(self, path: str, data: bytes, name: str = "list.csv") -> Page:
        """Hand a file in, as the page's form does."""
        edge = "the-edge-of-a-part"
        parts = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"'
            f"\r\n\r\n{self.token}\r\n--{edge}\r\nContent-Disposition: form-data;"
            f' name="file"; filename="{name}"\r\n\r\n'
        )
        body = parts.encode() + data + f"\r\n--{edge}--\r\n".encode()
        headers = {
            "Referer": self.url + path,
            "Content-Type": f"multipart/form-data; boundary={edge}",
        }
        return self._ask(Request(self.url + path, body, headers))  # noqa: S310 - our own server

    def sign_in(self, name: str, password: str = WORD) -> Page:
        self.get("/sign-in/")
        answer = self.post("/sign-in/", username=name, password=password)
        self.get("/what-if/")
        return answer

    def _ask(self, request: Request) -> Page:
        try:
            answer = self.opener.open(request, timeout=30)
        except HTTPError as refused:
            answer = refused
        with answer:
            page = Page(answer.status, answer.headers, answer.read().decode())
        if found := TOKEN.search(page.body):
            self.token = found[1]
        return page
