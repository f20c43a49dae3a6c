"""登录 Coming in by every door: twice proved, by certificate, or not at all."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests.conftest import KEYS
from tests.gateway.chinaport.signing.hands import FIRST, LAST
from tests.portal.strict import (
    ALERT,
    NOTE,
    Person,
    challenge_of,
    coded,
    own,
    strict,
)
from tests.portal.visiting import Page, Visitor, World
from tongguan.commands.answer import answer
from tongguan.gateway.chinaport.signing.filed import list_issuer
from tongguan.gateway.chinaport.signing.making import Made, Wanted, make
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import now, today

__all__ = ["strict"]
DOOR = "/sign-in/certificate/"
OWN = "/account/certificate/"
LOCKED = "//section[@aria-labelledby='locked']//td[position() < 3]"


@pytest.fixture(scope="module")
def root() -> Made:
    """An authority of Hong Kong, whose days are still to be listed."""
    subject = {"CN": "Trial Authority (Hong Kong)"}
    days = {"valid_from": FIRST, "valid_until": LAST}
    return make(Wanted(subject=subject, kind="RSA", is_issuer=True, **days))


def issued(root: Made, kind: str, name: str, days: int = 100) -> Made:
    until = now() + timedelta(days=days)
    wanted = Wanted(
        subject={"CN": name}, kind=kind, valid_from=FIRST, valid_until=until
    )
    return make(wanted, root.key)


def trusted(world: World, root: Made, first: int, last: int) -> None:
    """List the authority from a day until a day, counted from today."""
    days = (today() + timedelta(days=first), today() + timedelta(days=last))
    with psycopg.connect(world.dsn) as connection:
        rooms = Rooms.over(connection, KEYS)
        list_issuer(rooms, root.key.certificate, days, "HK")


class Signer:
    """Answers challenges with the command, from a key file."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def answer(self, made: Made, challenge: str) -> str:
        file = self.folder / "key.pem"
        file.write_bytes(made.pem)
        answer(challenge, key=str(file))
        return self.capsys.readouterr().out.strip()

    def at(self, visitor: Visitor, path: str, made: Made) -> Page:
        challenge = challenge_of(visitor.get(path))
        return visitor.post(path, answer=self.answer(made, challenge))


@pytest.fixture
def signer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Signer:
    return Signer(tmp_path, capsys)


def test_an_officer_does_nothing_before_the_second_factor(strict: World) -> None:
    officer = Person(strict.url, "guanyuan")
    visitor = officer.password()
    first = visitor.get("/queue/")
    warned = visitor.get("/account/").says(ALERT)
    visitor.get("/account/totp/")
    wrong = visitor.post("/account/totp/", code="000000")
    done = officer.register(visitor)

    assert (first.status, first.goes_to) == (302, "/account/")
    assert warned[0].startswith("您的岗位须用第二种方式验证。")
    assert (wrong.status, len(wrong.says(ALERT))) == (422, 1)
    assert (done.status, len(set(officer.codes))) == (200, 10)
    assert visitor.get("/queue/").status == 200


def test_no_code_is_taken_twice(strict: World) -> None:
    person = Person(strict.url, "yunying")
    person.enter()
    assert person.app is not None
    shown = person.app.generate_otp(person.step)
    visitor = person.password()
    outside = visitor.get("/dashboard/")
    again = visitor.post("/sign-in/second/", code=shown)
    fresh = visitor.post("/sign-in/second/", code=person.code())
    paper = person.codes[0]
    first = person.password().post("/sign-in/second/", code=paper.lower())
    twice = person.password().post("/sign-in/second/", code=paper)

    assert (outside.status, again.status) == (302, 422)
    assert coded(again.says(ALERT)) == ["USR-1409"]
    assert (fresh.status, fresh.goes_to) == (302, "/workbench/")
    assert (first.status, twice.status) == (302, 422)


def test_a_right_password_does_not_buy_more_guesses(strict: World) -> None:
    auditor = Person(strict.url, "shenji")
    auditor.enter()
    visitor = auditor.password()
    guesses = []
    for number in range(5):
        guesses.append(visitor.post("/sign-in/second/", code=f"{number:06}").status)
        visitor = auditor.password() if number == 2 else visitor
    locked = visitor.post("/sign-in/second/", code=auditor.code())
    security = Person(strict.url, "anquan").enter()
    locks = security.get("/approvals/").says(LOCKED)
    security.post("/approvals/shenji/unlock/")
    fresh = auditor.password()

    assert (guesses, locked.status) == ([422] * 5, 429)
    assert locks == ["shenji", "5"]
    assert fresh.post("/sign-in/second/", code=auditor.codes[3]).goes_to == "/journal/"


@pytest.mark.parametrize("kind", ["RSA", "SM2"])
def test_a_certificate_of_a_listed_issuer_comes_in(
    strict: World, root: Made, signer: Signer, kind: str
) -> None:
    trusted(strict, root, -1, 1)
    made = issued(root, kind, f"李娜 {kind}")
    home = Person(strict.url, "lina").password()
    stranger = signer.at(Visitor(strict.url), DOOR, made)
    registered = signer.at(home, OWN, made)
    visitor = Visitor(strict.url)
    challenge = challenge_of(visitor.get(DOOR))
    words = signer.answer(made, challenge)
    came = visitor.post(DOOR, answer=words)
    replayed = Visitor(strict.url)
    replayed.get(DOOR)
    again = replayed.post(DOOR, answer=words)

    assert coded(stranger.says(ALERT)) == ["USR-1417"]
    assert registered.goes_to == "/account/"
    assert (came.status, came.goes_to) == (302, "/workbench/")
    assert visitor.get("/account/").says("//dd")[0] == "lina"
    assert (again.status, coded(again.says(ALERT))) == (422, ["USR-1412"])
    assert f"tongguan answer '{challenge[:20]}" in Visitor(strict.url).get(DOOR).body


def test_a_certificate_nobody_vouches_for_today_is_refused(
    strict: World, root: Made, signer: Signer
) -> None:
    trusted(strict, root, -1, 1)
    made = issued(root, "RSA", "董倩")
    signer.at(Person(strict.url, "dongqian").password(), OWN, made)
    with psycopg.connect(strict.dsn) as connection:
        connection.execute(
            "INSERT INTO certificate (fingerprint, firm, serial, key, pem, valid_from,"
            " valid_until, filed_at, revoked_at) VALUES (%s, 'X', '', '', '', now(),"
            " now(), now(), now())",
            [made.key.certificate.fingerprint],
        )
    revoked = signer.at(Visitor(strict.url), DOOR, made).says(ALERT)
    trusted(strict, root, -9, -1)
    ended = signer.at(Visitor(strict.url), DOOR, made).says(ALERT)
    trusted(strict, root, 1, 9)
    early = signer.at(Visitor(strict.url), DOOR, made).says(ALERT)
    trusted(strict, root, -1, 1)
    old = signer.at(Visitor(strict.url), DOOR, issued(root, "SM2", "旧", -1)).says(
        ALERT
    )
    forged = Wanted(subject={"CN": "自签"}, valid_from=FIRST, valid_until=LAST)
    alone = signer.at(Visitor(strict.url), DOOR, make(forged)).says(ALERT)

    day = today().isoformat()
    assert revoked == [f"证书已于 {day} 注销。更换未注销的证书。"]
    unlisted = "签发者不在当日的信任名单内：CN=Trial Authority (Hong Kong)。"
    assert [it[:-1].startswith(unlisted[:-1]) for it in ended[1:]] == [True]
    assert len(early) == 2
    assert old[0].startswith("证书已于 ")
    assert coded(alone) == ["USR-1416", "USR-1417"]
    assert [coded(it) for it in (revoked, old)] == [
        ["USR-1415"],
        ["USR-1414", "USR-1417"],
    ]


def test_an_answer_is_read_once_and_a_certificate_is_one_person_s(
    strict: World, root: Made, signer: Signer
) -> None:
    trusted(strict, root, -1, 1)
    made = issued(root, "SM2", "李娜三")
    home = Person(strict.url, "lina").password()
    home.get(OWN)
    garbled = home.post(OWN, answer="MIIB.AAAA")
    home.post(OWN, answer=signer.answer(made, challenge_of(garbled)))
    used = challenge_of(home.get(OWN))
    home.get(DOOR)
    stale = home.post(OWN, answer=signer.answer(made, used))
    other = signer.at(Person(strict.url, "dongqian").password(), OWN, made)

    assert (garbled.status, coded(garbled.says(ALERT))) == (422, ["USR-1410"])
    assert (stale.status, coded(stale.says(ALERT))) == (422, ["USR-1411"])
    assert (other.status, coded(other.says(ALERT))) == (422, ["USR-1419"])


def test_the_last_factor_stays_where_a_post_needs_one(strict: World) -> None:
    officer = Person(strict.url, "fuhe")
    visitor = officer.enter()
    visitor.post("/account/totp/", drop="yes", password=officer.word)

    assert coded(visitor.get("/account/").says(NOTE)) == ["USR-1408"]
    assert visitor.get("/queue/").status == 200


def test_a_client_certificate_is_believed_only_from_our_proxy(
    strict: World, root: Made, signer: Signer
) -> None:
    trusted(strict, root, -1, 1)
    made = issued(root, "SM2", "李娜二")
    signer.at(Person(strict.url, "lina").password(), OWN, made)
    shown = {"X-SSL-Client-Cert": quote(made.key.certificate.pem)}
    through = shown | {"X-Forwarded-For": "192.0.2.7"}
    visitor = Visitor(strict.url)
    button = "//button[@value='proxy']"
    direct = visitor.get(DOOR, **shown).says(button)
    offered = visitor.get(DOOR, **through).says(button)
    forged = visitor.post(DOOR, way="proxy")
    visitor.opener.addheaders = list(through.items())
    came = visitor.post(DOOR, way="proxy")
    standard = f":{b64encode(made.key.certificate.der).decode()}:"
    told = {"Client-Cert": standard, "X-Forwarded-For": "192.0.2.7"}

    assert Visitor(strict.url).get(DOOR, **told).says(button) == offered
    assert (direct, offered) == ([], ["用出示的证书登录"])
    assert (forged.status, came.status) == (422, 302)


def test_other_browsers_are_listed_and_ended(strict: World) -> None:
    person = Person(strict.url, "lina")
    here, there, third = person.password(), person.password(), person.password()
    named = own(here, "/account/", "end")
    here.post("/account/sessions/", end=own(here, "/account/", "end")[-1])
    here.get("/account/password/")
    new = "a-new-password-2026"
    words = {"new_password1": new, "new_password2": new}
    wrong = here.post("/account/password/", old_password=new, **words)
    done = here.post("/account/password/", old_password=person.word, **words)

    assert (named[0], len(named) >= 3) == ("others", True)
    assert (wrong.status, done.goes_to) == (422, "/account/")
    assert here.get("/account/").status == 200
    assert [it.get("/account/").status for it in (there, third)] == [302, 302]
    assert own(here, "/account/", "end") == []
