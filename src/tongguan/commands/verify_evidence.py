"""`tongguan verify-evidence`: look at a sealed file, without any installation."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json
from tongguan.gateway.chinaport.container import Verdict, examined

KEY_BYTES = 32


def verify_evidence(
    file: Path,
    *,
    key: str = "",
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Look at the evidence of a message, off line: exits with 0 when nothing is wrong.

    Without --key it is whole, and by whom is for you to know: compare the key that is
    printed with the one the window publishes at /api/v1/evidence-key.

    Parameters
    ----------
    file:
        The file to look at.
    key:
        The public key it must be signed with, 64 hexadecimal digits.
    json:
        Print one JSON object: {"good", "flaws", "manifest"}.

    """
    try:
        wanted = bytes.fromhex(key) if key else None
        data = file.read_bytes()
    except (ValueError, OSError) as trouble:
        err.print(f"[red]{trouble}[/red]", markup=True, highlight=False)
        raise SystemExit(2) from None
    if wanted is not None and len(wanted) != KEY_BYTES:
        err.print("[red]公钥应为 64 位十六进制 the key has 64 hex digits.[/red]")
        raise SystemExit(2)
    verdict = examined(data, wanted)
    if json:
        print_json(told(verdict))
    else:
        say(verdict)
    raise SystemExit(0 if verdict.good else 1)


def told(verdict: Verdict) -> dict[str, object]:
    """Say a verdict as data."""
    return {
        "good": verdict.good,
        "flaws": [
            {
                "flaw": it.flaw.name.lower(),
                "file": it.file,
                "zh": it.flaw.value[0],
                "en": it.flaw.value[1],
            }
            for it in verdict.flaws
        ],
        "manifest": dict(verdict.manifest),
    }


def say(verdict: Verdict) -> None:
    """Say a verdict to a person."""
    for it in verdict.flaws:
        chinese, english = it.flaw.value
        err.print(f"{it.file} {chinese}。{english}.", style="red", markup=False)
    manifest = verdict.manifest
    if verdict.good:
        key = manifest["signed_with"]["public_key"]
        out.print(
            f"完整 whole: {manifest['sender']} #{manifest['message']} "
            f"{manifest['received_at']}\n公钥 public key: {key}",
            highlight=False,
        )
