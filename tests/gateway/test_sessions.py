"""The calls of one process share one pool of connections."""

from concurrent.futures import ThreadPoolExecutor

from tongguan.gateway import sessions


def test_first_calls_that_come_together_share_one_pool() -> None:
    with ThreadPoolExecutor(8) as several:
        pools = set(several.map(lambda _: sessions.pool(), range(64)))

    assert len(pools) == 1
