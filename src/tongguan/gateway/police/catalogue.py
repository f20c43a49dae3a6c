"""身份核查报文 What is said to the police, and what they say."""

from tongguan.gateway.agencies.contract import Answered, Asked


class IdentityAsked(Asked, frozen=True, kw_only=True):
    """身份核查 Do these belong together: name, number, and telephone if given?"""

    number: str
    telephone: str = ""


class IdentityAnswered(Answered, frozen=True, kw_only=True):
    """核查结果 They do, they do not, or the number is unknown."""
