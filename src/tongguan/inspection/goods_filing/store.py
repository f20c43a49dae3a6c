"""Articles on file, remarks and leaves for pilots, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb

from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion, Leave, Remark, Wanted
from tongguan.kit.found import Found
from tongguan.plumbing.sql import statements
from tongguan.trade.goods import FiledGoods, GoodsOnFile, Measure, Pilot

SQL = statements(__package__)
PAGE = 100
Article = tuple[str, str]


class VersionTakenError(Exception):
    """Somebody else has changed the record at the same moment; look at it again."""


class GoodsRecords:
    """Files articles and finds them."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def on_file(self, articles: Iterable[Article]) -> GoodsOnFile:
        """Return the versions of these articles (seller, item number), oldest first."""
        asked = set(articles)
        found: dict[Article, list[FiledGoods]] = defaultdict(list)
        for row in self._connection.execute(SQL["on_file"], _keys(asked)):
            goods = _on_file(row)
            found[goods.seller_code, goods.item_number].append(goods)
        return Found(found.items(), asked)

    def history(self, seller: str, item: str) -> list[GoodsVersion]:
        """Return every version of one article, oldest first."""
        return self.histories([(seller, item)]).get((seller, item), [])

    def histories(
        self, articles: Iterable[Article]
    ) -> dict[Article, list[GoodsVersion]]:
        """Return every version of these articles, oldest first."""
        found: dict[Article, list[GoodsVersion]] = defaultdict(list)
        with self._connection.cursor(row_factory=dict_row) as cursor:
            for row in cursor.execute(SQL["history"], _keys(articles)):
                version = _version(row)
                it = version.goods
                found[it.seller_code, it.item_number].append(version)
        return dict(found)

    def latest(self, wanted: Wanted, size: int = PAGE) -> list[GoodsVersion]:
        """Return the newest versions of the articles that are wanted."""
        values = {
            "seller": wanted.seller,
            "text": wanted.text,
            "state": wanted.state,
            "mode": wanted.mode,
            "after_seller": wanted.after[0],
            "after_item": wanted.after[1],
            "size": size,
        }
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return [_version(row) for row in cursor.execute(SQL["latest"], values)]

    def by_barcode(self, barcode: str) -> list[tuple[str, int]]:
        """Return the codes articles of a barcode are on file under, and how often."""
        values = {"barcode": barcode}
        return self._connection.execute(SQL["by_barcode"], values).fetchall()

    def found(self, versions: Sequence[GoodsVersion]) -> int:
        """Write first versions; articles that are on file stay; return how many new."""
        return len(
            self._connection.execute(SQL["write"], _columns(versions)).fetchall()
        )

    def write(self, versions: Sequence[GoodsVersion]) -> None:
        """Write the next versions, all or none, or raise VersionTakenError."""
        if versions and self.found(versions) != len(versions):
            raise VersionTakenError

    def remark(self, article: Article, remark: Remark) -> None:
        """Write down what an agency remarks on an article."""
        self._connection.execute(
            SQL["remark"],
            {
                "seller": article[0],
                "item": article[1],
                "version": remark.version,
                "agency": remark.agency,
                "text": remark.text,
                "by": remark.by,
                "at": remark.at,
            },
        )

    def remarks(self, seller: str, item: str) -> list[Remark]:
        """Return what agencies remarked on an article, latest first."""
        with self._connection.cursor(row_factory=class_row(Remark)) as cursor:
            values = {"seller": seller, "item": item}
            return cursor.execute(SQL["remarks"], values).fetchall()

    def grant(self, leaves: Sequence[Leave]) -> int:
        """Give leaves for pilots, all in one; return how many are new."""
        if not leaves:
            return 0
        first = leaves[0]
        values = {
            "firms": [it.firm for it in leaves],
            "kinds": [it.kind for it in leaves],
            "effective": [it.effective for it in leaves],
            "until": [it.until for it in leaves],
            "by": first.by,
            "at": first.at,
            "reason": first.reason,
        }
        return len(self._connection.execute(SQL["grant"], values).fetchall())

    def withdraw(self, leave: int, until: date) -> tuple[str, str] | None:
        """Let a leave end with a day; return its firm and kind if it lasted longer."""
        values = {"id": leave, "until": until}
        return self._connection.execute(SQL["withdraw"], values).fetchone()

    def leaves(self, firm: str = "", size: int = PAGE) -> list[Leave]:
        """Return leaves for pilots, of one firm or of all, latest first."""
        with self._connection.cursor(row_factory=class_row(Leave)) as cursor:
            values = {"firm": firm, "size": size}
            return cursor.execute(SQL["leaves"], values).fetchall()


def _keys(articles: Iterable[Article]) -> dict[str, list[str]]:
    wanted = sorted(set(articles))
    return {
        "sellers": [seller for seller, _ in wanted],
        "items": [item for _, item in wanted],
    }


def _columns(versions: Sequence[GoodsVersion]) -> dict[str, list[Any]]:
    goods = [version.goods for version in versions]
    return {
        "sellers": [it.seller_code for it in goods],
        "items": [it.item_number for it in goods],
        "versions": [it.version for it in goods],
        "codes": [it.hs_code for it in goods],
        "names": [it.name for it in goods],
        "english": [it.english for it in goods],
        "models": [it.model for it in goods],
        "barcodes": [it.barcode for it in goods],
        "units": [it.unit for it in goods],
        "origins": [it.origin for it in goods],
        "contents": [it.net_content for it in goods],
        "measures": [it.measure or "" for it in goods],
        "effective": [it.effective for it in goods],
        "until": [it.until for it in goods],
        "modes": [it.mode for it in goods],
        "licences": [it.licence for it in goods],
        "licensed": [it.licence_until for it in goods],
        "permits": [it.permit for it in goods],
        "untested": [it.untested for it in goods],
        "details": [Jsonb(dict(it.details)) for it in goods],
        "states": [version.state for version in versions],
        "by": [version.by for version in versions],
        "at": [version.at for version in versions],
        "reasons": [version.reason for version in versions],
    }


def _on_file(row: Sequence[Any]) -> FiledGoods:
    seller, item, hs_code, name, model, unit, origin, effective, until = row[:9]
    english, barcode, content, measure, active, version, mode = row[9:16]
    licence, licence_until, permit, untested, leaves = row[16:]
    return FiledGoods(
        seller_code=seller,
        item_number=item,
        hs_code=hs_code,
        name=name,
        model=model,
        unit=unit,
        origin=origin,
        effective=effective,
        until=until,
        english=english,
        barcode=barcode,
        net_content=content,
        measure=Measure(measure) if measure else None,
        active=active,
        version=version,
        mode=mode,
        licence=licence,
        licence_until=licence_until,
        permit=permit,
        untested=untested,
        pilots=tuple(map(_pilot, leaves)) if leaves else (),
    )


def _pilot(leave: Sequence[str]) -> Pilot:
    kind, effective, until = leave
    begins, ends = date.fromisoformat(effective), date.fromisoformat(until)
    return Pilot(kind=kind, effective=begins, until=ends)


def _version(row: dict[str, Any]) -> GoodsVersion:
    state = GoodsState(row.pop("state"))
    by, at, reason = row.pop("by"), row.pop("at"), row.pop("reason")
    content, measure = row.pop("content"), row.pop("measure")
    goods = FiledGoods(
        **row,
        net_content=content,
        measure=Measure(measure) if measure else None,
        active=state is GoodsState.FILED,
    )
    return GoodsVersion(goods=goods, state=state, by=by, at=at, reason=reason)
