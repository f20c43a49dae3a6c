"""A sealed file is looked at off line; whatever was changed in it is found."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import KEYS
from tongguan.commands.verify_evidence import verify_evidence
from tongguan.gateway.chinaport.container import (
    MANIFEST,
    MESSAGE,
    SIGNATURE,
    Flaw,
    digests,
    examined,
    sealed,
)

KEY = KEYS.public_key("evidence")
BODY = "<报文/>".encode()
FILES = {MESSAGE: BODY, "receipts.json": b"[]"}
FACTS = {
    "sha256": digests(BODY)["sha256"],
    "sender": "F",
    "message": 1,
    "received_at": "2026-11-21",
}
WHOLE = sealed(FILES, FACTS, KEY, lambda text: KEYS.sign("evidence", text))
Files = dict[str, bytes]


def packed(files: Files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def spoilt(change: Callable[[Files], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    return packed(files)


def flaws(data: bytes, key: bytes | None = KEY) -> list[tuple[Flaw, str]]:
    return [(it.flaw, it.file) for it in examined(data, key).flaws]


def test_what_was_sealed_is_whole() -> None:
    assert flaws(WHOLE) == flaws(WHOLE, None) == flaws(spoilt(lambda _: None)) == []


def test_digests_are_those_others_compute() -> None:
    assert digests(b"abc") == {
        "size": 3,
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sm3": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    }


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda it: it.update({MESSAGE: b"<x/>"}), [(Flaw.CHANGED, MESSAGE)]),
        (lambda it: it.pop("receipts.json"), [(Flaw.MISSING, "receipts.json")]),
        (lambda it: it.update(more=b""), [(Flaw.UNLISTED, "more")]),
        (lambda it: it.pop(SIGNATURE), [(Flaw.NO_SIGNATURE, SIGNATURE)]),
        (lambda it: it.update({SIGNATURE: b"!"}), [(Flaw.NO_SIGNATURE, SIGNATURE)]),
        (lambda it: it.pop(MANIFEST), [(Flaw.NO_MANIFEST, MANIFEST)]),
        (lambda it: it.update({MANIFEST: b"[" * 9999}), [(Flaw.NO_MANIFEST, MANIFEST)]),
        (
            lambda it: it.update({MANIFEST: it[MANIFEST].replace(b'"F"', b'"G"')}),
            [(Flaw.SIGNATURE, SIGNATURE)],
        ),
    ],
)
def test_whatever_was_changed_is_found(
    change: Callable[[Files], object], found: list[tuple[Flaw, str]]
) -> None:
    assert flaws(spoilt(change)) == found


def test_who_seals_it_anew_is_not_the_window() -> None:
    stranger = KEYS.public_key("a stranger")
    forged = sealed(FILES, FACTS, stranger, lambda it: KEYS.sign("a stranger", it))
    assert flaws(forged, None) == []
    assert flaws(forged) == [(Flaw.ANOTHER_KEY, MANIFEST)]
    stolen = sealed(FILES, FACTS, KEY, lambda it: KEYS.sign("a stranger", it))
    assert flaws(stolen) == [(Flaw.SIGNATURE, SIGNATURE)]


def test_another_message_does_not_take_the_place_of_the_one_named() -> None:
    files = FILES | {MESSAGE: b"<another/>"}
    made = sealed(files, FACTS, KEY, lambda it: KEYS.sign("evidence", it))
    assert flaws(made) == [(Flaw.ANOTHER_MESSAGE, MESSAGE)]


@pytest.mark.parametrize("data", [b"", b"PK", WHOLE[:-30], b"x" * 5000])
def test_what_is_no_container_is_told_so(data: bytes) -> None:
    assert flaws(data) == [(Flaw.NO_ZIP, "")]


def test_a_name_that_is_used_twice_hides_nothing() -> None:
    made = io.BytesIO(WHOLE)
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(made, "a") as archive,
    ):
        archive.writestr(MESSAGE, b"<another/>")
    assert flaws(made.getvalue()) == [(Flaw.TWICE, "")]


@pytest.mark.parametrize(
    ("data", "key", "code"),
    [(WHOLE, KEY.hex(), 0), (WHOLE, "", 0), (b"x", "", 1), (WHOLE, "xy", 2)],
)
def test_the_command_says_it_by_its_exit_code(
    tmp_path: Path, data: bytes, key: str, code: int
) -> None:
    file = tmp_path / "evidence.zip"
    file.write_bytes(data)
    with pytest.raises(SystemExit) as ended:
        verify_evidence(file, key=key, json=True)
    assert ended.value.code == code
