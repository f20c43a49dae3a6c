"""Guided by coverage: look for bytes that get neither a reading nor a code.

    python -m tests.fuzz.read_message --seconds 60 [--corpus FOLDER]

It wants atheris, which is not among what tests need: `pip install -e .[fuzz]`. Bytes
that break the reader are left in a file `crash-…` in the folder it was started in.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["tongguan"]):
    from tongguan.gateway.chinaport.catalogue import MESSAGES, read_message
    from tongguan.gateway.chinaport.envelope import business_of
    from tongguan.gateway.chinaport.format_codes import UnreadableError
    from tongguan.gateway.chinaport.signing.verifying import verify
    from tongguan.gateway.chinaport.telling import faults_told

from tests.hostile.envelopes import GOOD
from tongguan.gateway.chinaport.schemas.examples import example_json, example_xml
from tongguan.plumbing import clock

LONGEST = 16_384
SLOWEST = 5  # seconds, of one input
TODAY = clock.today()


def read(data: bytes) -> None:
    """Read bytes as the door does; every fault has its code, path and both texts."""
    try:
        message = business_of(data)
        reading = read_message(message)
        faults = faults_told(reading.faults)
        if b"Signature" in message and not message.lstrip().startswith(b"{"):
            verify(message, on=TODAY)
    except UnreadableError as refused:
        faults = faults_told(refused)
    for told in faults:
        assert told["code"], told
        assert told["zh"], told
        assert told["en"], told
        "".join(map(str, told.values())).encode()


def seeds() -> Iterator[bytes]:
    """Yield a good example of every message in both spellings, and an envelope."""
    for kind in MESSAGES.values():
        yield example_xml(kind).encode()
        yield example_json(kind).encode()
    yield GOOD


def fuzz(seconds: int, corpus: Path, once: Callable[[bytes], None] = read) -> None:
    """Fuzz for a while; this never returns, for libFuzzer ends the process."""
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [
        *(sys.argv[0], f"-max_total_time={seconds}", f"-max_len={LONGEST}"),
        *(f"-timeout={SLOWEST}", "-rss_limit_mb=1024", "-print_final_stats=1"),
    ]
    atheris.Setup([*options, str(corpus)], once)
    atheris.Fuzz()


def main() -> None:
    """Read what is asked for, and fuzz."""
    asked = argparse.ArgumentParser(description="Fuzz the reader of messages.")
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--corpus", type=Path)
    given = asked.parse_args()
    with TemporaryDirectory() as folder:
        fuzz(given.seconds, given.corpus or Path(folder))


if __name__ == "__main__":
    main()
