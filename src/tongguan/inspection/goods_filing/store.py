"""Articles on file, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row

from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion
from tongguan.plumbing.sql import statements
from tongguan.trade.goods import FiledGoods, GoodsOnFile, Measure

SQL = statements(__package__)
PAGE = 100


class VersionTakenError(Exception):
    """Somebody else has changed the record at the same moment; look at it again."""


class GoodsRecords:
    """Files articles and finds them."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def on_file(self, articles: Iterable[tuple[str, str]]) -> GoodsOnFile:
        """Return the versions of these articles (seller, item number), oldest first."""
        found: dict[tuple[str, str], list[FiledGoods]] = defaultdict(list)
        for version in self._versions(articles):
            goods = version.goods
            found[goods.seller_code, goods.item_number].append(goods)
        return dict(found)

    def history(self, seller: str, item: str) -> list[GoodsVersion]:
        """Return every version of one article, oldest first."""
        return self._versions([(seller, item)])

    def latest(self, text: str = "", size: int = PAGE) -> list[GoodsVersion]:
        """Return the newest versions of articles a text is found in."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL["latest"], {"text": text, "size": size})
            return [_version(row) for row in rows]

    def found(self, versions: Sequence[GoodsVersion]) -> int:
        """Write first versions; articles that are on file stay; return how many new."""
        return len(
            self._connection.execute(SQL["write"], _columns(versions)).fetchall()
        )

    def write(self, version: GoodsVersion) -> None:
        """Write the next version of one article, or raise VersionTakenError."""
        if not self.found([version]):
            raise VersionTakenError

    def _versions(self, articles: Iterable[tuple[str, str]]) -> list[GoodsVersion]:
        wanted = sorted(set(articles))
        values = {
            "sellers": [seller for seller, _ in wanted],
            "items": [item for _, item in wanted],
        }
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return [_version(row) for row in cursor.execute(SQL["on_file"], values)]


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
        "states": [version.state for version in versions],
        "by": [version.by for version in versions],
        "at": [version.at for version in versions],
        "reasons": [version.reason for version in versions],
    }


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
