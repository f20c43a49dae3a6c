"""登录 Whoever guesses must wait, and is told how long, in his language."""

from collections.abc import Callable

import psycopg

from tests.portal.conftest import World
from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]


def test_the_sixth_guess_is_refused_even_if_right(world: World) -> None:
    guesser = Visitor(world.url)
    guesses = [guesser.sign_in("dongqian", f"guess-{n}").status for n in range(5)]
    refused = guesser.sign_in("dongqian")

    assert guesses == [422] * 5
    assert refused.status == 429
    assert 880 <= int(refused.headers["Retry-After"]) <= 900
    assert refused.says("//*[@role='alert']") == [
        "登录失败次数过多，请在 15 分钟后再试。忘记密码请联系平台运营。"
    ]
    guesser.post("/language/", language="en", next="/")
    told = guesser.sign_in("dongqian").says("//*[@role='alert']")
    assert told[0].startswith("Too many failed attempts. Try again in 15 min.")
    assert Visitor(world.url).sign_in("lina").status == 302
    with psycopg.connect(world.dsn) as connection:
        rows = connection.execute(
            "SELECT subject, result, count(*) FROM journal WHERE action = 'sign-in'"
            " GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()
    assert rows == [
        ("account/dongqian", "refused", 5),
        ("account/lina", "done", 1),
        ("address/127.0.0.1", "refused", 5),
    ]


def test_an_empty_form_is_no_attempt(world: World) -> None:
    visitor = Visitor(world.url)
    assert visitor.sign_in("guanyuan", "").status == 422
    assert visitor.sign_in("\0", "x").status == 422
    with psycopg.connect(world.dsn) as connection:
        row = connection.execute(
            "SELECT count(*) FROM journal WHERE subject = 'account/guanyuan'"
        ).fetchone()
    assert row == (0,)
