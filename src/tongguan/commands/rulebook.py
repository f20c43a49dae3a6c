"""`tongguan rules`: read the rulebook on any day, and compare two days."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from cyclopts import App, Parameter

from tongguan.commands.console import err, out, print_json, print_rows
from tongguan.journeys.lawbook import catalogue_told, changes_told, page_told
from tongguan.kit.lawbook import names
from tongguan.plumbing import clock

Json = Annotated[bool, Parameter(name="--json", negative="")]
PAGES = ("页 Page", "名称 Title", "条 Rules", "待确认 Open", "自 Since", "下次 Next")
RULES = ("位置 Place", "生效 From", "依据 Source", "内容 Says")
CHANGES = (
    "位置 Place",
    "变化 Kind",
    "项目 Entry",
    "原 Before",
    "现 After",
    "依据 Source",
)
NONE = "—"
rules = App(name="rules", help="Read the rulebook on any day; compare two days.")


@rules.command(name="list")
def list_pages(words: str = "", *, on: date | None = None, json: Json = False) -> None:
    """List the pages of the rulebook, or those that have these words.

    Parameters
    ----------
    words:
        What to look for: a code, a law, a number.
    on:
        The day; today unless named.
    json:
        Print one JSON object.

    """
    told = catalogue_told(on or clock.today(), words)
    if json:
        print_json(told)
        return
    rows = [
        (
            it["name"],
            f"{it['zh']} {it['en']}",
            str(it["in_force"]),
            str(it["unconfirmed"]),
            it["since"] or NONE,
            it["next"] or NONE,
        )
        for it in told["pages"]
    ]
    print_rows(told["on"], PAGES, rows)


@rules.command
def show(page: str, *, on: date | None = None, json: Json = False) -> None:
    """Show a page as it stands on a day, every rule with its source.

    Parameters
    ----------
    page:
        The page, such as customs/duty/limits.
    on:
        The day; today unless named.
    json:
        Print one JSON object.

    """
    told = page_told(_known(page), on or clock.today())
    if json:
        print_json(told)
        return
    rows = [
        (
            it["place"] or NONE,
            it["effective"] or NONE,
            it["cites"] + ("" if it["confirmed"] else "（待确认 to be confirmed）"),
            "\n".join(f"{name}: {text}" for name, text in it["says"].items()),
        )
        for it in told["rules"]
    ]
    print_rows(f"{told['zh']} {told['en']} · {told['on']}", RULES, rows)


@rules.command
def compare(
    first: Annotated[date, Parameter(name="--from")],
    last: Annotated[date | None, Parameter(name="--to")] = None,
    *,
    page: str = "",
    json: Json = False,
) -> None:
    """Say what is different between two days, with the source of both sides.

    Parameters
    ----------
    first:
        The one day.
    last:
        The other day; today unless named.
    page:
        Only this page.
    json:
        Print one JSON object.

    """
    pages = (_known(page),) if page else ()
    told = changes_told(first, last or clock.today(), pages)
    if json:
        print_json(told)
        return
    for found in told["pages"]:
        rows = [row for it in found["changes"] for row in _rows(it)]
        print_rows(f"{found['name']} {found['zh']} {found['en']}", CHANGES, rows)
    if not told["pages"]:
        out.print("没有变化。 Nothing is different.")


def _rows(change: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Lay a difference out, a row for each entry."""
    for fact in change["facts"] or [{"name": "", "before": "", "after": ""}]:
        said = (change["place"], change["kind"], *fact.values())
        yield *(text or NONE for text in said), _cites(change)


def _cites(change: dict[str, Any]) -> str:
    return str((change["after"] or change["before"])["cites"])


def _known(page: str) -> str:
    name = page.removesuffix(".yaml").removesuffix(".csv")
    if name not in names():
        err.print(f"[red]没有这一页。 There is no page {name}.[/red]", highlight=False)
        raise SystemExit(1)
    return name
