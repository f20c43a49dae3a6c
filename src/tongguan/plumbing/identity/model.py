"""What a person is at their organisation."""

from enum import StrEnum


class Post(StrEnum):
    """岗位 What an account may do follows from its post."""

    DECLARANT = "declarant"
    OFFICER = "officer"
    OPERATOR = "operator"
