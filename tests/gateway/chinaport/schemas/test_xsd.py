"""The schemas we write allow and refuse exactly what the published ones do."""

import random
import shutil
from pathlib import Path

import pytest
from lxml import etree

from tests.gateway.chinaport.official import (
    ANSWERING,
    DECLARED,
    ENTERPRISE,
    STANDARD,
    allows,
    named,
    needs_standard,
    samples,
    side_of,
)
from tests.gateway.chinaport.test_against_the_schemas import spoilt
from tongguan.gateway.chinaport.schemas.xsd import kinds, message_xsd, side_xsd
from tongguan.kit.messages import EDITIONS, Side

SEEDS = 12
ROUNDS = 60
SIGNATURES = "xmldsig-core-schema.xsd"
Schemas = dict[tuple[str, Side], etree.XMLSchema]

pytestmark = needs_standard


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the W3C's schema of signatures, beside which ours belong."""
    made = tmp_path_factory.mktemp("schemas")
    shutil.copy(STANDARD / "xsd" / EDITIONS[0] / SIGNATURES, made)
    return made


@pytest.fixture(scope="module")
def ours(folder: Path) -> Schemas:
    return {
        (edition, side): compiled(folder, side_xsd(side, edition))
        for edition in EDITIONS
        for side in Side
    }


def compiled(folder: Path, text: str) -> etree.XMLSchema:
    path = folder / f"{abs(hash(text))}.xsd"
    path.write_text(text, encoding="utf-8")
    return etree.XMLSchema(etree.parse(path))


def verdicts(ours: Schemas, data: bytes) -> list[bool]:
    root = etree.fromstring(data)
    side = side_of(root)
    return [bool(ours[edition, side].validate(root)) for edition in EDITIONS]


@pytest.mark.parametrize(
    "path", samples((*ENTERPRISE, *ANSWERING, "214", "303")), ids=named
)
def test_a_published_sample_is_allowed_by_both_or_by_neither(
    ours: Schemas, path: Path
) -> None:
    data = path.read_bytes()

    assert verdicts(ours, data) == [allows(edition, data) for edition in EDITIONS]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_spoilt_message_is_refused_by_both_or_by_neither(
    ours: Schemas, seed: int
) -> None:
    luck = random.Random(7000 + seed)
    paths = samples((*ENTERPRISE, *ANSWERING))

    for _ in range(ROUNDS):
        data = spoilt(luck.choice(paths), luck)
        published = [allows(edition, data) for edition in EDITIONS]
        assert verdicts(ours, data) == published, data.decode()


@pytest.mark.parametrize("number", DECLARED)
def test_one_message_has_a_schema_of_its_own(folder: Path, number: str) -> None:
    (kind,) = [it for it in kinds() if it.message.number == number]
    schema = compiled(folder, message_xsd(kind))

    for path in samples((number,)):
        data = path.read_bytes()
        assert bool(schema.validate(etree.fromstring(data))) == allows(
            EDITIONS[0], data
        )


def test_an_edition_has_only_the_messages_it_had() -> None:
    older = side_xsd(Side.EXPORT, "2018-113")

    assert "CEB303Message" in older
    assert [number for number in ("213", "214", "215", "216") if number in older] == []
