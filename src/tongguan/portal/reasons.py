"""理由栏 Reasons on pages: as long as the rulebook asks on the day."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator

from tongguan.plumbing.clock import today
from tongguan.plumbing.people.reasons import Lengths, Said, lengths


class Bound:
    """界限 One end of what is allowed, read from the rulebook when it is asked for."""

    def __init__(self, read: Callable[[Lengths], int]) -> None:
        self._read = read

    def __call__(self) -> int:
        """Return it as a number."""
        return self._read(now_allowed(Said.REASON))

    def __str__(self) -> str:
        """Write it into a page."""
        return str(self())


LEAST, MOST = Bound(lambda it: it.least), Bound(lambda it: it.most)


class ReasonField(forms.CharField):
    """理由 Why something is done."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.validators += [MinLengthValidator(LEAST), MaxLengthValidator(MOST)]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell the browser, too."""
        bounds = {"minlength": LEAST, "maxlength": MOST}
        return {**super().widget_attrs(widget), **bounds}


def now_allowed(kind: Said) -> Lengths:
    """Return how long a text may be today."""
    return lengths(kind, today())


def bounds(kind: Said = Said.REASON) -> dict[str, int]:
    """Name the bounds for a sentence that tells them."""
    found = now_allowed(kind)
    return {"least": found.least, "most": found.most}


def all_bounds() -> dict[str, Lengths]:
    """Return the bounds of every kind, by its name, for templates."""
    return {kind.value: now_allowed(kind) for kind in Said}
