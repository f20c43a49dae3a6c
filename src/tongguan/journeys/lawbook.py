"""规则公开 The rulebook as data: its catalogue, a page on a day, two days compared."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tongguan.kit.lawbook import (
    Change,
    Rule,
    compare,
    days,
    names,
    rules,
    search,
    standing,
    title,
)

BETWEEN = "."


def catalogue_told(day: date, words: str = "") -> dict[str, Any]:
    """Say what stands on a day, page by page; with words, where they are found."""
    found = {rule.page for rule in search(words)} if words else set(names())
    told = [summary_told(name, day) for name in names() if name in found]
    return {"on": day.isoformat(), "pages": told}


def summary_told(name: str, day: date) -> dict[str, Any]:
    """Say in a few numbers what a page holds, and since when it says what it says."""
    chinese, english = title(name)
    now, all_days = standing(name, day), days(name)
    begun = [it for it in all_days if it <= day]
    following = [it for it in all_days if it > day]
    return {
        "name": name,
        "zh": chinese,
        "en": english,
        "in_force": len(now),
        "editions": len(rules(name)),
        "unconfirmed": sum(not rule.confirmed for rule in now.values()),
        "since": begun[-1].isoformat() if begun else None,
        "next": following[0].isoformat() if following else None,
    }


def page_told(name: str, day: date) -> dict[str, Any]:
    """Say a page as it stands on a day: every rule with its source."""
    told = [rule_told(rule) for rule in standing(name, day).values()]
    changed = [it.isoformat() for it in days(name)]
    return {
        **summary_told(name, day),
        "on": day.isoformat(),
        "days": changed,
        "rules": told,
    }


def rule_told(rule: Rule) -> dict[str, Any]:
    """Say one rule."""
    return {
        "place": rule.place,
        "effective": rule.effective.isoformat() if rule.effective else None,
        "until": rule.until.isoformat() if rule.until else None,
        "cites": rule.cites,
        "confirmed": rule.confirmed,
        "says": {BETWEEN.join(path): text for path, text in rule.says.items()},
    }


def changes(
    first: date, last: date, pages: Iterable[str] = ()
) -> dict[str, list[Change]]:
    """Say by page what is different between two days; of all pages unless named."""
    found = {name: compare(name, first, last) for name in pages or names()}
    return {name: changed for name, changed in found.items() if changed}


def changes_told(first: date, last: date, pages: Iterable[str] = ()) -> dict[str, Any]:
    """Say the differences as data."""
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "pages": [
            {
                "name": name,
                "zh": title(name)[0],
                "en": title(name)[1],
                "changes": [change_told(it) for it in changed],
            }
            for name, changed in changes(first, last, pages).items()
        ],
    }


def change_told(change: Change) -> dict[str, Any]:
    """Say one difference: added, removed or changed, with both sides."""
    return {
        "place": change.rule.place,
        "kind": kind_of(change),
        "before": rule_told(change.before) if change.before else None,
        "after": rule_told(change.after) if change.after else None,
        "facts": [
            {"name": BETWEEN.join(path), "before": was, "after": now}
            for path, was, now in change.facts
        ],
    }


def kind_of(change: Change) -> str:
    """Name a difference."""
    if change.before is None:
        return "added"
    return "changed" if change.after else "removed"
