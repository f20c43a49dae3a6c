"""Sealed values open only for their key and their place; indexes tell nothing."""

import pytest

from tongguan.plumbing.keys import Keyring, SealBrokenError, normalised

KEYS = Keyring(bytes(range(32)))
OTHER = Keyring(bytes(range(1, 33)))
PLAIN = "330106199003071228 李晓梅".encode()


def test_a_sealed_value_opens_for_its_context() -> None:
    assert KEYS.open(KEYS.seal(PLAIN, "paper/1"), "paper/1") == PLAIN


@pytest.mark.parametrize(("keys", "context"), [(OTHER, "paper/1"), (KEYS, "paper/2")])
def test_another_key_or_another_place_opens_nothing(
    keys: Keyring, context: str
) -> None:
    with pytest.raises(SealBrokenError):
        keys.open(KEYS.seal(PLAIN, "paper/1"), context)


def test_one_flipped_bit_anywhere_is_noticed() -> None:
    sealed = KEYS.seal(PLAIN, "paper/1")
    for position in range(1, len(sealed)):
        spoilt = bytearray(sealed)
        spoilt[position] ^= 1
        with pytest.raises(SealBrokenError):
            KEYS.open(bytes(spoilt), "paper/1")


def test_the_same_value_is_never_sealed_alike_twice() -> None:
    assert len({KEYS.seal(PLAIN, "paper/1") for _ in range(100)}) == 100


def test_an_index_differs_by_key_and_purpose_but_not_by_spelling() -> None:
    found = KEYS.index("buyer", "1:11010119900307123x")

    assert found == KEYS.index("buyer", " 1:１1010119900307123X ")
    assert found != KEYS.index("telephone", "1:11010119900307123x")
    assert found != OTHER.index("buyer", "1:11010119900307123x")
    assert len(found) == 32


def test_a_draw_is_repeatable_and_evenly_spread() -> None:
    draws = [KEYS.draw("selectivity", str(n)) for n in range(2000)]

    assert draws == [KEYS.draw("selectivity", str(n)) for n in range(2000)]
    assert all(0 <= drawn < 1_000_000 for drawn in draws)
    assert sum(drawn < 500_000 for drawn in draws) in range(900, 1100)


def test_full_width_and_blanks_are_one_spelling() -> None:
    assert normalised("　１３８ 0571 ｘ") == "1380571X"


def test_a_root_secret_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring(b"short")
