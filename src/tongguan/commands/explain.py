"""`tongguan explain`: what a code of a receipt means, and what to do."""

from typing import Annotated, Any

from cyclopts import Parameter

from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.gateway.explaining import briefly, catalogue, plain
from tongguan.gateway.spellings import Found
from tongguan.gateway.spellings import explain as explain_one

Codes = Annotated[str, Parameter(allow_leading_hyphen=True)]


def explain(
    *code: Codes,
    text: str = "",
    every: Annotated[bool, Parameter(name="--all", negative="")] = False,
    json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Explain a code, or every code in the text of a receipt.

    Parameters
    ----------
    code:
        A code as it stands (-621027, 1313, MAT-3005), or a whole receipt text.
    text:
        The text beside a code that has more than one meaning.
    every:
        List every code there is.
    json:
        Print one JSON object.

    """
    if every:
        show_all(json=json)
        return
    if not code:
        err.print("[red]Name a code, or a receipt's text. 给出代码或回执文字。[/red]")
        raise SystemExit(2)
    found = explain_one(" ".join(code), text)
    if json:
        told = [plain(one) for one in found.known]
        print_json({"codes": told, "unknown": found.unknown, "near": found.near})
    else:
        for one in found.known:
            show(plain(one))
        show_unknown(found)
    raise SystemExit(0 if found.known and not found.unknown else 1)


def show_all(*, json: bool) -> None:
    """Print the whole catalogue, in full as JSON or a line each."""
    if json:
        print_json({"codes": [plain(one) for one in catalogue()]})
        return
    rows = [briefly(one) for one in catalogue()]
    lines = [[row["code"], row["title"]["zh"], row["title"]["en"]] for row in rows]
    print_rows("代码目录 codes", ["代码 code", "含义", "meaning"], lines)


def show(one: dict[str, Any]) -> None:
    """Print one explanation for a person."""
    head = f"{one['code']}  {one['title']['zh']}"
    out.print(head, style="bold", markup=False, highlight=False)
    line("", one["title"]["en"])
    line("原文 text", one["text"])
    for number, cause in enumerate(one["causes"], start=1):
        line(f"缘由 cause {number}", f"{cause['zh']} {cause['en']}")
    for field in one["fields"]:
        name = f"{field['paper']}.{field['field']}"
        line("字段 field", f"{field['label']} {name} {field['path']}".strip())
    line("办法 remedy", f"{one['remedy']['zh']} {one['remedy']['en']}")
    owners = " / ".join(f"{it['zh']} {it['en']}" for it in one["owners"])
    line("由谁 who", owners)
    line("重发 resend", f"{one['resend']['zh']}; {one['resend']['en']}")
    if one["patch"]:
        line("自动改正 patch", f"{one['patch']['zh']} {one['patch']['en']}")
    line("依据 source", f"{one['cites']}（{one['confidence']['zh']}）")
    line("相关 related", " ".join(one["related"]))
    line("回执 receipts", " ".join(one["receipts"]))


def line(label: str, text: str) -> None:
    """Print one line of an explanation, if there is anything to say."""
    if text:
        out.print(f"  {label}  {text}", markup=False, highlight=False, soft_wrap=True)


def show_unknown(found: Found) -> None:
    """Say which codes are not known, and which look like them."""
    for code in found.unknown:
        err.print(f"No such code 没有这个代码: {code}", markup=False, highlight=False)
    if found.near:
        err.print(f"Near 相近: {'  '.join(found.near)}", markup=False, highlight=False)
