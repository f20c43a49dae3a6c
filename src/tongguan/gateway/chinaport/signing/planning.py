"""签名产能 How many keys a peak needs: what one key signs a minute is soon told."""

from dataclasses import dataclass
from math import ceil

from tongguan.gateway.chinaport.signing.methods import PAGE
from tongguan.kit.rulebook import read_page

MOST_IN_A_MESSAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """产能计划 Keys for a number of documents a minute, so many to a message."""

    documents: int
    to_a_message: int
    signatures: int
    keys: int


def plan(documents: int, to_a_message: int) -> Plan:
    """Say how many USB keys sign that many documents in a minute."""
    a_key = int(read_page(PAGE)["throughput"]["usb_key"])
    signatures = ceil(documents / to_a_message)
    return Plan(
        documents=documents,
        to_a_message=to_a_message,
        signatures=signatures,
        keys=ceil(signatures / a_key),
    )
