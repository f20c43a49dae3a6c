"""掩码 What may be shown of a person without a stated purpose.

The first three and last two characters of an identity number leave millions of
candidates; the customary six and four leave a few thousand, so they are not used.
"""

SHORT = 5


def mask_id(number: str) -> str:
    """证件号码 Keep three characters in front and two behind: `330***…*2X`."""
    if len(number) <= SHORT:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - SHORT)}{number[-2:]}"


def mask_name(name: str) -> str:
    """姓名 Keep the family name: `张*`."""
    return f"{name[:1]}{'*' * max(len(name) - 1, 1)}"


def mask_telephone(number: str) -> str:
    """电话 Keep three digits in front and four behind: `138****5678`."""
    if len(number) <= SHORT + 2:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - SHORT - 2)}{number[-4:]}"


def mask_address(address: str) -> str:
    """地址 Keep province and city, about the first six characters."""
    return f"{address[:6]}****"
