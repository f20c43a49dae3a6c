"""What a person is at their organisation."""

from enum import StrEnum


class Post(StrEnum):
    """岗位 What an account may do follows from its post.

    A firm's people declare. Six agencies have officers, the zone has its operator. The
    consumer answers for herself. Three administrators are kept apart: one opens
    accounts, one lets them in, one reads what both did.
    """

    DECLARANT = "declarant"
    OFFICER = "officer"
    INSPECTOR = "inspector"
    TAX = "tax"
    FX = "fx"
    COMMERCE = "commerce"
    MARKET = "market"
    OPERATOR = "operator"
    CONSUMER = "consumer"
    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"
