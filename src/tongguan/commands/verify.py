"""`tongguan verify`: verify the signatures of message files; the signature doctor."""

from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, read_files
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.signing.doctor import diagnose, told
from tongguan.gateway.chinaport.telling import faults_told
from tongguan.plumbing import clock

NOT_ASKED = "证书属于谁、是否可信，未核对 whose certificate it is was not looked at"
Flag = Annotated[bool, Parameter(negative="")]


def verify(
    *files: Annotated[str, Parameter(allow_leading_hyphen=True)],
    on: date | None = None,
    original: str = "",
    doctor: Flag = False,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Verify the signatures of message files. Exits with 1 unless all are good.

    Whose certificate it is, only an installation knows that has it on file.

    Parameters
    ----------
    files:
        Message files (XML), `-` for standard input.
    on:
        The day certificates and algorithms must be good on; today unless told.
    original:
        The message as it was before it was signed, to find what was changed since.
    doctor:
        Show the canonical bytes and what else the signature is made of.
    json:
        Print one JSON object: {"messages": [...]}.

    """
    if not files:
        err.print("[red]Name at least one message file. 至少给出一个报文文件。[/red]")
        raise SystemExit(2)
    before = read_files([original])[0][1] if original else b""
    day = on or clock.today()
    results = [examined(*body, day, before) for body in read_files(files)]
    if json:
        print_json({"messages": results})
    else:
        for result in results:
            show(result)
            if doctor and result["signed_info"]:
                show_parts(result)
    raise SystemExit(0 if all(result["good"] for result in results) else 1)


def examined(name: str, data: bytes, day: date, original: bytes) -> dict[str, Any]:
    """Examine one message; one that can't be read is told as such."""
    try:
        return {"name": name, **told(diagnose(data, on=day, original=original))}
    except UnreadableError as fault:
        unread = {"signed": False, "good": False, "signed_info": "", "notes": []}
        return {"name": name, **unread, "faults": faults_told(fault), "mistakes": []}


def show(result: dict[str, Any]) -> None:
    """Print a verdict for a person: what is wrong, why, and what to do."""
    word = "签名有效 good" if result["good"] else "签名不成立 not good"
    if not result["signed"]:
        word = "没有签名 not signed"
    out.print(f"[bold]{word}[/bold]  {result['name']}", highlight=False)
    if result["good"]:
        out.print(f"  {NOT_ASKED}", highlight=False)
    for fault in (*result["faults"], *result["notes"]):
        code = " ".join(filter(None, (fault["code"], fault.get("receipt", ""))))
        out.print(f"  · {code} {fault['zh']}", markup=False, highlight=False)
        out.print(f"    {fault['en']}", markup=False, highlight=False)
        out.print(f"    → {fault['remedy']['zh']}", markup=False, highlight=False)
    for mistake in result["mistakes"]:
        out.print(f"  ✎ {mistake['zh']}", markup=False, highlight=False)
        out.print(f"    {mistake['en']}", markup=False, highlight=False)
        out.print(f"    → {mistake['remedy']['zh']}", markup=False, highlight=False)
    if certificate := result.get("certificate"):
        who = f"{certificate['key']} {certificate['serial']} {certificate['subject']}"
        out.print(f"  证书 certificate {who}", markup=False, highlight=False)
    if difference := result.get("difference"):
        at = f"第 {difference['at'] + 1} 个字节 byte {difference['at'] + 1}"
        out.print(f"  {at}", highlight=False)
        out.print(f"    签名时 signed  {difference['signed']!r}", markup=False)
        out.print(f"    收到的 found   {difference['found']!r}", markup=False)


def show_parts(result: dict[str, Any]) -> None:
    """Print what the signature is made of."""
    digest, method = result["digest"], result["method"]
    if method:
        out.print(f"  算法 method  {method['signature']}", markup=False)
        out.print(f"  摘要 digest  {method['digest']}", markup=False)
    out.print(f"    报文所写 given  {digest['given']}", markup=False)
    out.print(f"    应为 expected   {digest['found']}", markup=False)
    out.print("  SignedInfo（规范化 canonical）", markup=False)
    out.print(result["signed_info"], markup=False, highlight=False, soft_wrap=True)
    content = result["content"]
    out.print(f"  报文（规范化 canonical, {content['size']} bytes）", markup=False)
    out.print(content["start"], markup=False, highlight=False, soft_wrap=True)
