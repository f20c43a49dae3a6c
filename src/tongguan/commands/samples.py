"""`tongguan samples`: one valid example of every message, in sets that agree."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json
from tongguan.plumbing import clock
from tongguan.samples.writing import Sample, Signatory, sets, signing, written


def samples(
    folder: Path,
    /,
    *,
    edition: Literal["202205", "2018-113"] = "202205",
    signed: Annotated[bool, Parameter(negative="")] = False,
    key: Literal["SM2", "RSA"] = "SM2",
    json: Annotated[bool, Parameter(name="--json")] = False,
) -> None:
    """Write one valid example of every message, in sets that agree with each other.

    The firms are those of the sandbox, so an installation takes the papers in. What
    its schema wants signed always is, its certificates beside it. What asks about a
    list names a number no office gave: write in the one of the list's receipts.

    Parameters
    ----------
    folder:
        Where to write; a folder for each set.
    edition:
        Which edition of the standard; messages it does not have are left out.
    signed:
        Sign every message of an enterprise.
    key:
        The kind of key to sign with.
    json:
        Print one JSON array.

    """
    signatory = Signatory(key, at := clock.now())
    made = list(written(sets(at), edition, signing(signatory, every=signed)))
    try:
        _write(folder, made, signatory)
    except OSError as trouble:
        err.print(f"[red]{trouble.filename}: {trouble.strerror}[/red]")
        raise SystemExit(2) from None
    if json:
        print_json([_told(folder, it) for it in made])
    else:
        _show(folder, made)


def _show(folder: Path, made: list[Sample]) -> None:
    for it in made:
        out.print(f"{folder / it.path}  {it.chinese} · {it.english}", highlight=False)


def _write(folder: Path, made: list[Sample], signatory: Signatory) -> None:
    files = [(it.path, it.data) for it in made]
    files += [
        (f"certificates/{code}.pem", pem) for code, pem in signatory.certificates()
    ]
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _told(folder: Path, sample: Sample) -> dict[str, str]:
    return {
        "file": str(folder / sample.path),
        "zh": sample.chinese,
        "en": sample.english,
        "sender": sample.sender,
    }
