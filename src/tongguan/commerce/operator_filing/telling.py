"""备案数据 What is kept of a filing, said as data."""

from typing import Any

from tongguan.commerce.operator_filing.model import Answer, Filing, Note, Step
from tongguan.kit.moments import iso_text

REGISTERED = {"registeredName": "name", "registeredState": "state"}


def brief_told(filing: Filing) -> dict[str, Any]:
    """Say a filing as a row of a list."""
    return {
        "number": filing.number,
        "kind": filing.kind,
        "state": filing.state,
        "firm": filing.firm,
        "name": filing.name,
        "roles": list(filing.roles),
        "changed_at": iso_text(filing.changed_at),
    }


def answer_told(answer: Answer) -> dict[str, Any]:
    """Say what a register answered."""
    registered = {ours: answer.says.get(name) for name, ours in REGISTERED.items()}
    return {
        "version": answer.version,
        "agency": answer.agency,
        "outcome": answer.outcome,
        "at": iso_text(answer.at),
        "registered": {name: it for name, it in registered.items() if it},
    }


def step_told(step: Step) -> dict[str, Any]:
    """Say one move of a filing."""
    return {
        "version": step.version,
        "move": step.move,
        "state": step.state,
        "by": step.organisation or step.actor,
        "reason": step.reason,
        "at": iso_text(step.at),
    }


def note_told(note: Note) -> dict[str, Any]:
    """Say what an agency wrote."""
    return {
        "kind": note.kind,
        "agency": note.agency,
        "value": note.value,
        "effective": note.effective.isoformat(),
    }
