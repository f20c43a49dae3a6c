"""The gate is kept alive where it was asked for, and told where it is."""

import msgspec

from tongguan.serving import Status
from tongguan.watch import Watch


def test_the_watch_starts_a_gate_where_a_port_is_given() -> None:
    with_gate = Watch("127.0.0.1", 8000, 2, 8001).works()

    assert [*with_gate] == ["worker-1", "worker-2", "gate", "push", "web"]
    assert "gate" not in Watch("127.0.0.1", 8000, 1).works()


def test_the_status_tells_where_the_gate_is() -> None:
    kept = msgspec.json.encode(
        Status(pid=1, host="127.0.0.1", port=8000, workers=1, gate_port=8001)
    )

    assert msgspec.json.decode(kept, type=Status).gate == "http://127.0.0.1:8001"
    assert Status(pid=1, host="127.0.0.1", port=8000, workers=1).gate is None
