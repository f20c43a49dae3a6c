"""Named parameters become numbered ones, each with one number."""

import pytest

from tongguan.kit.placeholders import Numbered, numbered

CASES: list[tuple[bytes, Numbered]] = [
    (b"SELECT 1", (b"SELECT 1", (), ())),
    (b"%(b)s %(a)b %(b)s", (b"$1 $2 $1", ("b", "a"), ("s", "b"))),
    (b"n %% 4 = %(n)s::int", (b"n % 4 = $1::int", ("n",), ("s",))),
    ("'单证' %(x)s".encode(), ("'单证' $1".encode(), ("x",), ("s",))),
]


@pytest.mark.parametrize(("statement", "as_numbered"), CASES)
def test_parameters_have_numbers(statement: bytes, as_numbered: Numbered) -> None:
    assert numbered(statement) == as_numbered
