"""权限 Who may open which page: one table, reviewed as a whole.

A page that is not in the table can't be addressed at all; `guard.py` holds pages to it.
"""

from enum import Enum
from typing import Any, NamedTuple

from tongguan.commerce.operator_filing.law import decides
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.identity.sight import READS

Posts = frozenset[str]
VISITOR, ACT = "visitor", "POST"
NOBODY: Posts = frozenset()
VISITORS: Posts = frozenset({VISITOR})
SIGNED_IN: Posts = frozenset(Post)
ANYBODY: Posts = VISITORS | SIGNED_IN
FIRMS: Posts = frozenset({Post.DECLARANT})
CUSTOMS: Posts = frozenset({Post.OFFICER})
INSPECTION: Posts = frozenset({Post.INSPECTOR})
TAX_OFFICE: Posts = frozenset({Post.TAX})
FX_OFFICE: Posts = frozenset({Post.FX})
COMMERCE_OFFICE: Posts = frozenset({Post.COMMERCE})
MARKET_OFFICE: Posts = frozenset({Post.MARKET})
OPERATING: Posts = frozenset({Post.OPERATOR})
CONSUMERS: Posts = frozenset({Post.CONSUMER})
SYSTEM_DESK: Posts = frozenset({Post.SYSTEM})
SECURITY_DESK: Posts = frozenset({Post.SECURITY})
AUDIT_DESK: Posts = frozenset({Post.AUDIT})
EXAMINERS: Posts = CUSTOMS | INSPECTION
DESKS: Posts = TAX_OFFICE | FX_OFFICE | COMMERCE_OFFICE | MARKET_OFFICE
AGENCIES: Posts = EXAMINERS | DESKS
WATCHING: Posts = AGENCIES | OPERATING
HELPING: Posts = CUSTOMS | OPERATING
COLLECTING: Posts = HELPING | TAX_OFFICE
CATALOGUING: Posts = EXAMINERS | MARKET_OFFICE
ENROLLING: Posts = OPERATING | COMMERCE_OFFICE | MARKET_OFFICE
DECIDING: Posts = frozenset(filter(decides, Post))  # as the law of filings says


class Of(Enum):
    """归属 Whose the thing is that an address names, beyond the right to the page."""

    ALL = "all"  # the same for all who may open the page; or nothing is named
    FIRM = "firm"  # of a firm: a declarant reaches its own, an agency every firm's
    OFFICE = "office"  # of one organisation, or of one post
    PERSON = "person"  # of one person
    WHOLE = "whole"  # of everybody taken together: counted, and nobody named
    HOLDER = "holder"  # of whoever was told its number, which nobody can guess


class Row(NamedTuple):
    """权限行 Who looks at a page (GET), who acts on it (POST), and whose it is."""

    looks: Posts
    acts: Posts
    of: Of = Of.ALL

    @property
    def methods(self) -> frozenset[str]:
        """Name what the page takes from anybody at all."""
        return (READS if self.looks else NOBODY) | ({ACT} if self.acts else NOBODY)

    def posts(self, method: str | None) -> Posts:
        """Name who may ask in this way; for one nobody may use, who may do anything."""
        if method not in self.methods:
            return self.looks | self.acts
        return self.acts if method == ACT else self.looks


# fmt: off
POLICY: dict[str, Row] = {
    # 大厅 The hall: open to anybody
    "home":           Row(ANYBODY, NOBODY),
    "language":       Row(NOBODY,  ANYBODY),
    "service":        Row(ANYBODY, NOBODY,           Of.WHOLE),
    "design":         Row(ANYBODY, NOBODY),
    "announcements":  Row(ANYBODY, NOBODY),
    "announcement":   Row(ANYBODY, NOBODY),
    "put-away":       Row(NOBODY,  SIGNED_IN),
    "what-if":        Row(ANYBODY, NOBODY),
    "errors":         Row(ANYBODY, NOBODY),
    "error":          Row(ANYBODY, NOBODY),
    "standard":       Row(ANYBODY, NOBODY),
    "standard-one":   Row(ANYBODY, NOBODY),
    "rules":          Row(ANYBODY, NOBODY),
    "rules-compare":  Row(ANYBODY, NOBODY),
    "rules-page":     Row(ANYBODY, NOBODY),
    "doctor":         Row(ANYBODY, ANYBODY),
    "interfaces":     Row(ANYBODY, NOBODY),
    "integrate":      Row(ANYBODY, FIRMS),
    "progress":       Row(FIRMS,   NOBODY),
    "own-parcel":     Row(NOBODY,  FIRMS),
    "filing-apply":   Row(ANYBODY, ANYBODY,          Of.HOLDER),
    "filing-status":  Row(ANYBODY, VISITORS | FIRMS, Of.HOLDER),
    # 本人 Signing in, and one's own account
    "sign-in":              Row(ANYBODY,   ANYBODY),
    "second":               Row(ANYBODY,   ANYBODY),
    "sign-in-certificate":  Row(ANYBODY,   ANYBODY),
    "sign-out":             Row(NOBODY,    SIGNED_IN),
    "account":              Row(SIGNED_IN, NOBODY,    Of.PERSON),
    "account-password":     Row(SIGNED_IN, SIGNED_IN, Of.PERSON),
    "account-totp":         Row(SIGNED_IN, SIGNED_IN, Of.PERSON),
    "account-passkey":      Row(SIGNED_IN, SIGNED_IN, Of.PERSON),
    "account-certificate":  Row(SIGNED_IN, SIGNED_IN, Of.PERSON),
    "account-codes":        Row(NOBODY,    SIGNED_IN, Of.PERSON),
    "account-sessions":     Row(NOBODY,    SIGNED_IN, Of.PERSON),
    # 账号 The three administrators
    "accounts":        Row(SYSTEM_DESK,   SYSTEM_DESK),
    "change-account":  Row(NOBODY,        SYSTEM_DESK),
    "approvals":       Row(SECURITY_DESK, NOBODY),
    "decide-account":  Row(NOBODY,        SECURITY_DESK),
    "unlock":          Row(NOBODY,        SECURITY_DESK),
    "trust":           Row(SECURITY_DESK, SECURITY_DESK),
    "journal":         Row(AUDIT_DESK,    NOBODY),
    # 消费者 A consumer's own pages
    "consumer-register":  Row(ANYBODY,   ANYBODY),
    "me":                 Row(CONSUMERS, CONSUMERS),
    "me-code":            Row(NOBODY,    CONSUMERS),
    "me-allowance":       Row(CONSUMERS, NOBODY),
    "me-records":         Row(CONSUMERS, NOBODY),
    "me-record":          Row(CONSUMERS, NOBODY,    Of.PERSON),
    "me-report":          Row(NOBODY,    CONSUMERS, Of.PERSON),
    "me-guard":           Row(CONSUMERS, CONSUMERS),
    # 清单 Lists: looked at, mended, decided
    "workbench":     Row(SIGNED_IN,        NOBODY),
    "today":         Row(FIRMS,            NOBODY),
    "declarations":  Row(FIRMS | WATCHING, NOBODY),
    "declaration":   Row(FIRMS | WATCHING, NOBODY,    Of.FIRM),
    "ask":           Row(NOBODY,           FIRMS,     Of.FIRM),
    "fix":           Row(FIRMS,            FIRMS,     Of.FIRM),
    "decide":        Row(NOBODY,           CUSTOMS,   Of.FIRM),
    "overrule":      Row(NOBODY,           CUSTOMS,   Of.FIRM),
    "ask-payment":   Row(NOBODY,           CUSTOMS,   Of.FIRM),
    "reveal":        Row(NOBODY,           EXAMINERS, Of.FIRM),
    "examination":   Row(EXAMINERS,        EXAMINERS, Of.FIRM),
    "picture":       Row(EXAMINERS,        NOBODY,    Of.FIRM),
    "appointment":   Row(NOBODY,           EXAMINERS, Of.FIRM),
    # 审查 Officers' work
    "desk":           Row(DESKS,                  NOBODY),
    "queue":          Row(EXAMINERS,              NOBODY),
    "take":           Row(NOBODY,                 EXAMINERS, Of.FIRM),
    "confirmations":  Row(EXAMINERS,              NOBODY),
    "confirm":        Row(NOBODY,                 EXAMINERS, Of.OFFICE),
    "lookups":        Row(WATCHING | AUDIT_DESK,  NOBODY),
    "returns":        Row(CUSTOMS,                NOBODY),
    "rule-return":    Row(NOBODY,                 CUSTOMS,   Of.FIRM),
    "control":        Row(CUSTOMS,                CUSTOMS),
    "batch":          Row(NOBODY,                 CUSTOMS),
    "lift":           Row(NOBODY,                 CUSTOMS),
    "close-case":     Row(NOBODY,                 EXAMINERS),
    "disavowals":     Row(HELPING,                NOBODY),
    "disavowal":      Row(HELPING,                HELPING),
    # 征收 Tax, payments and guarantees
    "collection":    Row(FIRMS | COLLECTING, NOBODY),
    "notice":        Row(FIRMS | COLLECTING, NOBODY,  Of.FIRM),
    "pay":           Row(NOBODY,             CUSTOMS, Of.FIRM),
    "bills":         Row(FIRMS,              NOBODY),
    "guarantees":    Row(FIRMS,              NOBODY),
    "draws":         Row(FIRMS,              NOBODY),
    "payment-data":  Row(FIRMS | HELPING,    FIRMS),
    # 报文 Messages, receipts, drafts
    "sent":             Row(FIRMS | HELPING, NOBODY),
    "sent-one":         Row(FIRMS | HELPING, NOBODY, Of.FIRM),
    "evidence":         Row(FIRMS,           NOBODY, Of.FIRM),
    "alarms":           Row(FIRMS | HELPING, NOBODY),
    "webhooks":         Row(FIRMS,           FIRMS),
    "certificates":     Row(FIRMS,           FIRMS),
    "mandates":         Row(FIRMS,           FIRMS),
    "sheets":           Row(FIRMS,           FIRMS),
    "sheet":            Row(FIRMS,           FIRMS,  Of.FIRM),
    "drafts-new":       Row(NOBODY,          FIRMS),
    "drafts":           Row(FIRMS,           NOBODY, Of.FIRM),
    "drafts-add":       Row(NOBODY,          FIRMS,  Of.FIRM),
    "drafts-trial":     Row(FIRMS,           NOBODY, Of.FIRM),
    "drafts-declare":   Row(NOBODY,          FIRMS,  Of.FIRM),
    "drafts-receipts":  Row(FIRMS,           NOBODY, Of.FIRM),
    "drafts-result":    Row(FIRMS,           NOBODY, Of.FIRM),
    "draft":            Row(FIRMS,           FIRMS,  Of.FIRM),
    "draft-act":        Row(NOBODY,          FIRMS,  Of.FIRM),
    "draft-trial":      Row(FIRMS,           NOBODY, Of.FIRM),
    # 备案 Operators and articles on file
    "filing":              Row(FIRMS,            FIRMS),
    "filing-change":       Row(FIRMS,            FIRMS),
    "operators":           Row(WATCHING,         NOBODY),
    "operator":            Row(WATCHING,         NOBODY,      Of.FIRM),
    "decide-operator":     Row(NOBODY,           DECIDING,    Of.FIRM),
    "annotate-operator":   Row(NOBODY,           WATCHING,    Of.FIRM),
    "reveal-operator":     Row(NOBODY,           WATCHING,    Of.FIRM),
    "merchants":           Row(ENROLLING,        ENROLLING),
    "merchants-template":  Row(ENROLLING,        NOBODY),
    "merchants-list":      Row(ENROLLING,        ENROLLING,   Of.OFFICE),
    "merchants-result":    Row(ENROLLING,        NOBODY,      Of.OFFICE),
    "articles":            Row(FIRMS,            NOBODY),
    "article":             Row(FIRMS,            FIRMS,       Of.FIRM),
    "article-form":        Row(FIRMS,            FIRMS),
    "article-sheet":       Row(FIRMS,            FIRMS),
    "article-codes":       Row(FIRMS | AGENCIES, NOBODY),
    "goods":               Row(CATALOGUING,      NOBODY),
    "goods-record":        Row(CATALOGUING,      NOBODY,      Of.FIRM),
    "remark-goods":        Row(NOBODY,           CATALOGUING, Of.FIRM),
    "change-goods":        Row(NOBODY,           EXAMINERS,   Of.FIRM),
    "goods-form":          Row(EXAMINERS,        EXAMINERS),
    "pilots":              Row(EXAMINERS,        EXAMINERS),
    # 运营 The operator's console
    "dashboard":       Row(WATCHING,  NOBODY),
    "pulse":           Row(WATCHING,  NOBODY),
    "stage-times":     Row(WATCHING,  NOBODY),
    "statistics":      Row(WATCHING,  NOBODY),
    "zones":           Row(WATCHING,  NOBODY),
    "switch":          Row(NOBODY,    OPERATING),
    "settle-switch":   Row(NOBODY,    OPERATING),
    "traffic":         Row(OPERATING, NOBODY),
    "tenants":         Row(OPERATING, NOBODY),
    "tenant":          Row(OPERATING, OPERATING, Of.FIRM),
    "announce":        Row(OPERATING, OPERATING),
    "announce-again":  Row(OPERATING, OPERATING),
    "take-back":       Row(NOBODY,    OPERATING),
}
# fmt: on


def may_open(account: Any, name: str) -> bool:
    """Tell whether a page should be offered to an account, to look at or to act on."""
    row = POLICY[name]
    return post_of(account) in (row.looks or row.acts)


def post_of(account: Any) -> str:
    """Say what somebody is here: a post, or a visitor."""
    return str(account.post) if account.is_authenticated else VISITOR
