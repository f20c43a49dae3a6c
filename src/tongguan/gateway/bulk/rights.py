"""可报单证 Which papers of a draft its firm sends, and which it waits for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from tongguan.commerce.enterprise.rules import act_of, senders_of
from tongguan.gateway.bulk.contents import Content
from tongguan.gateway.bulk.forms import A_PARCEL, BELONGS, PARCEL, Form, form_named
from tongguan.journeys.rooms import Rooms
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """报送范围 What a firm may send by its roles, and for whom by its mandates.

    `known` are the firms on file among those its drafts name.
    """

    firm: str
    kinds: frozenset[Paper]
    principals: Mapping[Paper, frozenset[str]]
    known: frozenset[str]

    @classmethod
    def of(
        cls, rooms: Rooms, firm: str, contents: Iterable[Content], at: datetime
    ) -> Self:
        """Look up what a firm may send of some drafts."""
        parcel = form_named(PARCEL)
        names = {name for owners in BELONGS.values() for name in owners}
        tags = {parcel.tag(name) for name in names}
        named = {it.heads.get(tag, "") for it in contents for tag in tags}
        registry = rooms.enterprises.registry({firm, *named})
        roles = registry[firm].roles if firm in registry else frozenset()
        held = rooms.enterprises.mandates([firm], at.date()).get(firm, [])
        return cls(
            firm=firm,
            kinds=frozenset(kind for kind in Paper if roles & {*senders_of(kind)}),
            principals={
                kind: frozenset(
                    it.principal
                    for it in held
                    if it.covers(act_of(kind, Action.NEW), kind)
                )
                for kind in A_PARCEL
            },
            known=frozenset(registry),
        )

    def sends(self, form: Form, content: Content) -> tuple[Paper, ...]:
        """Say which papers of a draft the firm sends.

        A paper of a firm nobody knows is taken for its own, so that it is told. When
        nothing is its own it is told why of the first paper it might send.
        """
        if len(form.papers) == 1:
            return form.papers
        may = [kind for kind in form.papers if kind in self.kinds]
        own = tuple(kind for kind in may if self._is_own(form, kind, content))
        return own or tuple(may[:1]) or form.papers[1:2]

    def _is_own(self, form: Form, kind: Paper, content: Content) -> bool:
        tags = map(form.tag, BELONGS[kind])
        owners = {content.heads.get(tag, "") for tag in tags} - {""}
        theirs = {self.firm, *self.principals[kind]}
        return bool(owners & theirs or owners - self.known)
