"""Sealed values open only for their key and their place; indexes tell nothing."""

import hashlib
import hmac
import os
import threading
import unicodedata
import zlib

import pytest
import zstandard

from tongguan.plumbing.keys import MOST, Keyring, SealBrokenError, normalised

KEYS = Keyring(bytes(range(32)))
OTHER = Keyring(bytes(range(1, 33)))
PLAIN = "330106199003071228 李晓梅".encode()
PAPER = b'{"buyer":"330106199003071228","goods":["tea","tea","tea","tea","tea"]}' * 9


@pytest.mark.parametrize(
    ("plain", "how"),
    [(b"", 3), (PLAIN, 3), (b"x" * 64, 3), (b"x" * 65, 2), (PAPER, 2)],
)
def test_a_sealed_value_opens_for_its_context(plain: bytes, how: int) -> None:
    sealed = KEYS.seal(plain, "paper/1")

    assert sealed[0] == how
    assert KEYS.open(sealed, "paper/1") == plain


def test_what_packing_would_not_shorten_is_left_as_it_is() -> None:
    noise = os.urandom(5000)
    sealed = KEYS.seal(noise, "message/1")

    assert (sealed[0], len(sealed)) == (3, 1 + 12 + 5000 + 16)
    assert KEYS.open(sealed, "message/1") == noise


def test_a_value_of_the_first_version_still_opens() -> None:
    nonce = bytes(12)
    cipher = KEYS._seals.encrypt(nonce, zlib.compress(PAPER, 1), b"paper/1")  # noqa: SLF001

    assert KEYS.open(b"\x01" + nonce + cipher, "paper/1") == PAPER


def test_a_value_that_says_it_is_enormous_is_not_unpacked() -> None:
    nonce, header = bytes(12), zstandard.FRAME_HEADER
    bomb = header + b"\xe0" + (MOST + 1).to_bytes(8, "little") + b"\x01\0\0"
    cipher = KEYS._seals.encrypt(nonce, bomb, b"\x02paper/1")  # noqa: SLF001

    with pytest.raises(SealBrokenError):
        KEYS.open(b"\x02" + nonce + cipher, "paper/1")


@pytest.mark.parametrize("value", ["", " x y ", "ｘy", "310105199001011234", "街" * 99])
def test_an_index_is_the_hmac_of_what_was_given(value: str) -> None:
    key = KEYS._derive("index/buyer")  # noqa: SLF001
    spelled = "".join(unicodedata.normalize("NFKC", value).split()).upper()
    whole = hmac.digest(key, spelled.encode(), hashlib.sha256)

    found = KEYS.index("buyer", value)
    assert found == KEYS.index("buyer", value)
    assert whole.startswith(found)
    assert len(found) >= 16


def test_threads_seal_at_the_same_time() -> None:
    wrong: list[int] = []

    def work(number: int) -> None:
        plain = PAPER + b"%d" % number
        opened = (KEYS.open(KEYS.seal(plain, "paper/1"), "paper/1") for _ in range(200))
        wrong.extend(number for it in opened if it != plain)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


@pytest.mark.parametrize(("keys", "context"), [(OTHER, "paper/1"), (KEYS, "paper/2")])
def test_another_key_or_another_place_opens_nothing(
    keys: Keyring, context: str
) -> None:
    with pytest.raises(SealBrokenError):
        keys.open(KEYS.seal(PLAIN, "paper/1"), context)


@pytest.mark.parametrize("plain", [PLAIN, PAPER])
def test_one_flipped_bit_anywhere_is_noticed(plain: bytes) -> None:
    sealed = KEYS.seal(plain, "paper/1")
    for position in range(len(sealed)):
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
    assert len(found) == 16


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
