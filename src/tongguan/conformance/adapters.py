"""接口说明 How a target is spoken to, and as which firms: a page of data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tongguan.conformance.model import Form, Needs
from tongguan.conformance.pages import page
from tongguan.conformance.words import Firm

OURS = "adapters/tongguan.yaml"


class BadAdapterError(ValueError):
    """The description of a target can't be used; it says why."""


class Acting(Form, frozen=True):
    """A firm as an adapter names it."""

    code: str
    name: str
    key: str = ""


class Adapter(Form, frozen=True):
    """接口 The ways of a target: where messages go, where receipts come from."""

    title: str
    post: str
    pull: str
    cursor: Mapping[str, str] = {}
    authorization: str = ""
    customs: Needs = Needs.DECIDES
    own_codes: bool = False
    firms: Mapping[str, Acting] = {}


@dataclass(frozen=True, slots=True)
class Parties:
    """各方 Who plays which part in the scenarios."""

    firms: Mapping[str, Firm]

    def key_of(self, code: str) -> str:
        """Return the key of a firm at the target; empty when it has none."""
        keys = (it.key for it in self.firms.values() if it.code == code and it.key)
        return next(keys, "")

    def with_keys(self, keys: Mapping[str, str]) -> "Parties":
        """Return the same parties with the keys of some firms."""
        return Parties(
            {
                role: Firm(it.code, it.name, keys.get(it.code, it.key))
                for role, it in self.firms.items()
            }
        )


def adapter(file: Path | None = None) -> Adapter:
    """Read how a target is spoken to; without a file, as Tongguan is."""
    if file is None:
        return msgspec.convert(page(OURS), Adapter, strict=False)
    try:
        text = file.read_text(encoding="utf-8")
        told: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
        return msgspec.convert(told, Adapter, strict=False)
    except (OSError, ValueError, yaml.YAMLError) as trouble:
        raise BadAdapterError(f"{file}: {trouble}") from None


def parties(described: Adapter) -> Parties:
    """Return who acts at a target: the sandbox's firms, or those an adapter names."""
    sandbox = {k: v for k, v in page("firms.yaml").items() if k != "title"}
    firms = {role: Firm(it["code"], it["name"]) for role, it in sandbox.items()}
    named = {r: Firm(it.code, it.name, it.key) for r, it in described.firms.items()}
    return Parties(firms | named)
