"""读请求 HTTP/1.1 as it comes in: the few words of a head that matter, and the body."""

from dataclasses import dataclass
from typing import Protocol

from httptools import (
    HttpParserCallbackError,
    HttpParserError,
    HttpParserUpgrade,
    HttpRequestParser,
)

HEAD_MOST = 64 * 1024
BAD_REQUEST, HEAD_TOO_LARGE = 400, 431
BEARER = b"Bearer "


@dataclass(slots=True)
class Head:
    """请求头 What a call says of itself before its body."""

    url: bytes = b""
    method: bytes = b""
    key: str = ""
    accept: str = ""
    length: int = 0
    is_chunked: bool = False
    wants_word: bool = False  # before it sends its body
    is_last: bool = False

    @property
    def path(self) -> bytes:
        """The address that is called, without its query."""
        return self.url.partition(b"?")[0]


class Listener(Protocol):
    """Who hears what is read."""

    def call_begins(self) -> None:
        """Hear that somebody says something."""

    def head_read(self, head: Head) -> None:
        """Hear what a call says of itself."""

    def part_read(self, part: bytes) -> None:
        """Hear a part of a body."""

    def call_read(self) -> None:
        """Hear that a call was read to its end."""


class Reader:
    """Reads the calls of one connection."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._parser = HttpRequestParser(self)
        self._head = Head()
        self._unheaded = 0
        self._is_headed = self._wishes = False

    def feed(self, data: bytes) -> int | None:
        """Read on; return the status to end with when this can't go on."""
        self._unheaded += len(data)
        while data:
            try:
                self._parser.feed_data(data)
            except HttpParserUpgrade as wish:
                data = self._as_if_it_had_no_wish() + data[wish.args[0] :]
                continue
            except HttpParserCallbackError as ours:
                raise ours.__context__ or ours from None
            except HttpParserError:
                return BAD_REQUEST
            break
        return HEAD_TOO_LARGE if self._unheaded > HEAD_MOST else None

    def _as_if_it_had_no_wish(self) -> bytes:
        """Begin a call again that asks for another protocol: it need not be granted."""
        self._parser = HttpRequestParser(self)
        head = self._head
        length = b"Content-Length: %d\r\n" % head.length if head.length else b""
        chunked = b"Transfer-Encoding: chunked\r\n" if head.is_chunked else b""
        self._head = Head(key=head.key, accept=head.accept)
        line = b"%s %s HTTP/1.1\r\n" % (head.method, head.url)
        return line + length + chunked + b"\r\n"

    def on_message_begin(self) -> None:
        """Begin a call."""
        self._listener.call_begins()

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        self._head.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take what matters; what trails a body does not."""
        if self._is_headed:
            return
        head = self._head
        match name.lower():
            case b"content-length":  # the parser has refused what is no number
                head.length = int(value)
            case b"transfer-encoding":
                head.is_chunked = True
            case b"authorization" if value.startswith(BEARER):
                head.key = value[len(BEARER) :].decode("latin-1")
            case b"x-api-key":
                head.key = head.key or value.decode("latin-1")
            case b"accept":
                head.accept = value.decode("latin-1")
            case b"expect":
                head.wants_word = value.lower() == b"100-continue"

    def on_headers_complete(self) -> None:
        """Tell of a call, before its body is read."""
        self._unheaded = 0
        self._head.method = self._parser.get_method()
        self._head.is_last = not self._parser.should_keep_alive()
        self._wishes = self._parser.should_upgrade()
        if not self._wishes:
            self._is_headed = True
            self._listener.head_read(self._head)

    def on_body(self, body: bytes) -> None:
        """Tell a part of a body."""
        self._unheaded = 0
        self._listener.part_read(body)

    def on_message_complete(self) -> None:
        """Tell that a call is whole."""
        self._unheaded = 0
        if self._wishes:
            return
        self._is_headed = False
        self._head = Head()
        self._listener.call_read()
