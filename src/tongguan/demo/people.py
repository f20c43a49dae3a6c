"""演示订购人 Invented buyers: names, identity numbers, telephones, addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from tongguan.kit.identifiers import area_is_known
from tongguan.kit.rulebook import read_table
from tongguan.trade.papers import Consignee, Person

DIVISIONS = "codes/admin_divisions.csv"
PROVINCES = frozenset(
    ("11", "12", "31", "32", "33", "35", "37", "42", "44", "50", "51")
)
NO_NAMES = frozenset(("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"))
FAMILY_NAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董"
    "潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦"
)
GIVEN_FIRST = "晓思子雨文佳欣志海春秋明永建国家俊若梓一天云书景安宁立成少清玉婉静"
GIVEN_LAST = "涵轩怡萱宇琪磊婷强敏军芳勇艳杰娟涛梅超霞辉丽鹏玲波燕浩雪彬洁峰琳妍"
PREFIXES = (
    *(130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 147, 150, 151, 152, 153),
    *(155, 156, 157, 158, 159, 166, 173, 175, 176, 177, 178, 180, 181, 182, 183),
    *(184, 185, 186, 187, 188, 189, 191, 193, 195, 196, 197, 198, 199),
)
LAST_DIGITS = 100_000
ROADS = (
    *("桂雨路", "云杉路", "听潮街", "白鹭路", "青禾街", "望溪路", "松涛巷", "星河路"),
    *(
        "锦帆路",
        "梧桐里大街",
        "映月路",
        "长风街",
        "杏林路",
        "石榴巷",
        "晴川路",
        "麦岛路",
    ),
)
ESTATES = ("云汐花园", "临溪苑", "半山里", "青柠公寓", "海棠府", "知春里", "枫林小区")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
NEVER_GIVEN = "000"
OLDEST = date(1956, 1, 1)
BIRTHDAYS = 18_000
RESIDENT_CARD = "1"


@dataclass(frozen=True, slots=True)
class District:
    """区县 A district: its code and its name with province and city."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """订购人 A buyer, where the parcel goes, and the account at the platform."""

    person: Person
    consignee: Consignee
    account: str

    def reached_by(self, telephone: str) -> "Buyer":
        """Return the same buyer with another telephone."""
        return replace(
            self,
            person=replace(self.person, telephone=telephone),
            consignee=replace(self.consignee, telephone=telephone),
        )


@cache
def districts() -> tuple[District, ...]:
    """List the districts the invented buyers live in."""
    names = {row["code"]: row["chinese"] for row in read_table(DIVISIONS)}
    return tuple(
        District(code, _address_of(code, names))
        for code, name in names.items()
        if code[:2] in PROVINCES
        and code[4:] != "00"
        and name not in NO_NAMES
        and area_is_known(code)
    )


def _address_of(code: str, names: dict[str, str]) -> str:
    parts = (names.get(code[:2] + "0000", ""), names.get(code[:4] + "00", ""))
    return "".join(part for part in parts if part not in NO_NAMES) + names[code]


def invented_id(area: str, born: date) -> str:
    """身份证号 Make a number that is right in every place and is nobody's."""
    body = f"{area}{born:%Y%m%d}{NEVER_GIVEN}"
    total = sum(
        int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)
    )
    return body + CHECKS[total % 11]


def buyers(rng: Random) -> Iterator[Buyer]:
    """Invent buyers without end; no two share a number, a telephone or an address."""
    seen: set[str] = set()
    places, turn = districts(), rng.randrange(LAST_DIGITS * len(PREFIXES))
    while True:
        home = rng.choice(places)
        born = OLDEST + timedelta(days=rng.randrange(BIRTHDAYS))
        number = invented_id(rng.choice(places).code, born)
        if number in seen:
            continue
        seen.add(number)
        turn += 1
        yield _buyer(rng, number, home, _telephone(turn))


def _telephone(turn: int) -> str:
    prefix = PREFIXES[turn // LAST_DIGITS % len(PREFIXES)]
    return f"{prefix}{NEVER_GIVEN}{turn % LAST_DIGITS:05d}"


def _buyer(rng: Random, number: str, home: District, telephone: str) -> Buyer:
    name = rng.choice(FAMILY_NAMES) + rng.choice(GIVEN_FIRST)
    if rng.random() < 0.8:  # noqa: PLR2004 - most given names have two characters
        name += rng.choice(GIVEN_LAST)
    address = (
        f"{home.name}{rng.choice(ROADS)}{rng.randrange(1, 999)}号"
        f"{rng.choice(ESTATES)}{rng.randrange(1, 40)}幢"
        f"{rng.randrange(1, 33)}{rng.randrange(1, 5):02d}室"
    )
    return Buyer(
        person=Person(
            name=name, id_type=RESIDENT_CARD, id_number=number, telephone=telephone
        ),
        consignee=Consignee(
            name=name, telephone=telephone, address=address, district=home.code
        ),
        account=f"yx{telephone[-8:]}",
    )
