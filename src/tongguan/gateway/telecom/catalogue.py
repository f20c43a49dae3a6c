"""短信报文 What is said to the telephone company, and what it says."""

from tongguan.gateway.agencies.contract import Answered, Asked


class TextAsked(Asked, frozen=True, kw_only=True):
    """短信 Bring this text to the telephone that is `name`d."""

    text: str


class TextAnswered(Answered, frozen=True, kw_only=True):
    """送达情况 Whether the text is on its way."""
