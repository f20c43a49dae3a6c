"""`tongguan sign`: sign message files, or say how many keys a peak needs."""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, print_rows, read_files
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.signing import planning, writing
from tongguan.gateway.chinaport.signing.keys import BadKeyError, KeyPool
from tongguan.gateway.chinaport.signing.sources import key_pool

AT_ONCE = 8
HEADS = (
    *("单证/分钟 Documents", "每报文单证 In a message", "签名/分钟 Signatures"),
    "密钥 Keys",
)
Several = Annotated[list[str] | None, Parameter(negative="")]


def sign(
    *files: Annotated[str, Parameter(allow_leading_hyphen=True)],
    key: Several = None,
    method: str = "",
    to: Path | None = None,
    plan: int = 0,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Sign message files, or say how many keys a peak needs.

    A password or PIN is taken from TONGGUAN_SIGNING_PASSWORD, and a certificate that
    does not lie with its key from the file TONGGUAN_SIGNING_CERTIFICATE names.

    Parameters
    ----------
    files:
        Message files (XML), `-` for standard input.
    key:
        A file (PEM, PKCS#12) or pkcs11: URI; several are used in turn. Else those of
        TONGGUAN_SIGNING_KEY, separated by commas.
    method:
        SM2-SM3, RSA-SHA256 or RSA-SHA1; else what suits the key.
    to:
        The folder signed files go to; one file alone may go to standard output.
    plan:
        Sign nothing; say how many USB keys sign that many documents a minute.
    json:
        With --plan, print one JSON object: {"plans": [...]}.

    """
    if plan > 0:
        tell_plan(plan, json=json)
        return
    if not files or (to is None and len(files) > 1):
        err.print("[red]Name one file, or a folder --to write to. 给出报文文件。[/]")
        raise SystemExit(2)
    sign_files(read_files(files), key or (), method, to)


def sign_files(
    bodies: Sequence[tuple[str, bytes]],
    keys: Sequence[str],
    method: str,
    to: Path | None,
) -> NoReturn:
    """Sign messages and write them; end with 1 when one can't be signed."""
    try:
        done = signed(bodies, key_pool(keys), method)
    except BadKeyError as trouble:
        err.print(f"[red]{trouble}[/red]", highlight=False)
        raise SystemExit(2) from None
    keep(bodies, done, to)
    raise SystemExit(0 if all(done) else 1)


def signed(
    bodies: Sequence[tuple[str, bytes]], pool: KeyPool, method: str
) -> list[bytes]:
    """Sign each message; say which can't be, and return nothing for those."""

    def one(body: tuple[str, bytes]) -> bytes:
        name, data = body
        try:
            return writing.sign(data, pool.next(), method)
        except writing.AlreadySignedError:
            err.print(f"{name}: 已有签名 It is signed already.", markup=False)
        except UnreadableError as fault:
            err.print(f"{name}: {fault.chinese} {fault.english}", markup=False)
        return b""

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, bodies))


def keep(
    bodies: Sequence[tuple[str, bytes]], done: Sequence[bytes], to: Path | None
) -> None:
    """Write signed messages to a folder, or the one there is to standard output."""
    if to is None:
        sys.stdout.buffer.write(done[0])
        return
    to.mkdir(parents=True, exist_ok=True)
    for (name, _), data in zip(bodies, done, strict=True):
        if data:
            (to / Path(name).name).write_bytes(data)


def tell_plan(documents: int, *, json: bool) -> None:
    """Print how many keys a peak needs, alone and in whole messages."""
    plans = [planning.plan(documents, n) for n in (1, planning.MOST_IN_A_MESSAGE)]
    if json:
        print_json({"plans": [asdict(one) for one in plans]})
        return
    rows = [
        [f"{it.documents:,}", str(it.to_a_message), f"{it.signatures:,}", str(it.keys)]
        for it in plans
    ]
    print_rows("密钥 Keys", HEADS, rows)
    out.print(
        "一个签名盖一个报文，报文装满 100 份，密钥便少用。"
        "One signature covers a whole message: full messages need fewer keys."
    )
