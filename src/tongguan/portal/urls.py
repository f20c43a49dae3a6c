"""地址 The addresses of the pages, each behind its row of the policy."""

from django.urls import register_converter
from django.urls.converters import StringConverter
from django.views.i18n import set_language

from tongguan.portal.administrator import accounts, approvals, journal, trust
from tongguan.portal.consumer import entering, guarding, overview, recording
from tongguan.portal.declarant import (
    article_form,
    articles,
    asking,
    bills,
    cases,
    certificates,
    collection,
    draft,
    draft_trials,
    drafts,
    draws,
    guarantees,
    lists,
    mandates,
    mending,
    payment_data,
    sent,
    sheets,
    webhooks,
    workbench,
)
from tongguan.portal.officer import (
    confirming,
    controlling,
    deciding,
    disowned,
    desk,
    enforcing,
    examining,
    filing,
    looking,
    paying,
    piloting,
    proving,
    queue,
    returning,
    revealing,
)
from tongguan.portal.oneself import (
    account,
    factors,
    own_certificates,
    passwords,
)
from tongguan.portal.operator import dashboard, statistics
from tongguan.portal.policy import page
from tongguan.portal.public import (
    certified,
    codes,
    doctor,
    entrance,
    rulebook,
    second,
    service,
    standard,
    what_if,
)


class ListNumber(StringConverter):
    """清单编号 What may stand in an address as the number of a list."""

    regex = "[0-9A-Z]{1,40}"


class AnyCode(StringConverter):
    """代码 What may stand in an address as a code: whatever somebody was told."""

    regex = "[^/]{1,60}"


register_converter(ListNumber, "list")
register_converter(AnyCode, "code")
CASE = "declarations/<list:number>/"
BATCH = "drafts/<int:batch>/"
urlpatterns = [
    page("", entrance.home, "home"),
    page("sign-in/", entrance.sign_in, "sign-in"),
    page("sign-in/second/", second.show, "second"),
    page("sign-in/certificate/", certified.show, "sign-in-certificate"),
    page("sign-out/", entrance.sign_out, "sign-out"),
    page("account/", account.show, "account"),
    page("account/password/", passwords.change, "account-password"),
    page("account/totp/", factors.totp, "account-totp"),
    page("account/passkey/", factors.passkey, "account-passkey"),
    page("account/codes/", factors.recovery_codes, "account-codes"),
    page("account/certificate/", own_certificates.show, "account-certificate"),
    page("account/sessions/", account.end_sessions, "account-sessions"),
    page("accounts/", accounts.show, "accounts"),
    page("accounts/<code:name>/", accounts.change_one, "change-account"),
    page("approvals/", approvals.show, "approvals"),
    page("approvals/<code:name>/", approvals.decide, "decide-account"),
    page("approvals/<code:name>/unlock/", approvals.unlock, "unlock"),
    page("trust/", trust.show, "trust"),
    page("journal/", journal.show, "journal"),
    page("language/", set_language, "language"),
    page("me/register/", entering.register, "consumer-register"),
    page("me/", entering.me, "me"),
    page("me/code/", entering.take_code, "me-code"),
    page("me/allowance/", overview.show, "me-allowance"),
    page("me/records/", recording.show, "me-records"),
    page("me/records/<list:number>/", recording.show_one, "me-record"),
    page("me/records/<list:number>/report/", recording.say, "me-report"),
    page("me/guard/", guarding.show, "me-guard"),
    page("disavowals/", disowned.show, "disavowals"),
    page("disavowals/<int:report>/", disowned.show_one, "disavowal"),
    page("what-if/", what_if.show, "what-if"),
    page("errors/", codes.show, "errors"),
    page("errors/<code:code>", codes.show_one, "error"),
    page("standard/", standard.show, "standard"),
    page("standard/<list:name>/", standard.show_one, "standard-one"),
    page("doctor/", doctor.show, "doctor"),
    page("rules/", rulebook.show, "rules"),
    page("rules/compare/", rulebook.show_changes, "rules-compare"),
    page("rules/<path:name>", rulebook.show_page, "rules-page"),
    page("declarations/", lists.show, "declarations"),
    page(CASE, cases.show, "declaration"),
    page(f"{CASE}decide/", deciding.rule, "decide"),
    page(f"{CASE}reveal/", revealing.reveal, "reveal"),
    page(f"{CASE}overrule/", deciding.go_on, "overrule"),
    page(f"{CASE}examination/", examining.show, "examination"),
    page(f"{CASE}examination/<int:picture>.jpg", examining.picture, "picture"),
    page(f"{CASE}appointment/", examining.appoint, "appointment"),
    page("control/", controlling.show, "control"),
    page("control/batch/", controlling.decide_batch, "batch"),
    page("control/<list:order>/lift/", controlling.lift_order, "lift"),
    page("cases/<list:case>/close/", enforcing.close, "close-case"),
    page("goods/", filing.show, "goods"),
    page("goods/change/", filing.change_record, "change-goods"),
    page("goods/record/", filing.record, "goods-record"),
    page("goods/remark/", filing.remark, "remark-goods"),
    page("goods/write/", filing.write, "goods-form"),
    page("pilots/", piloting.show, "pilots"),
    page("articles/", articles.show, "articles"),
    page("articles/record/", articles.record, "article"),
    page("articles/write/", article_form.write, "article-form"),
    page("articles/sheet/", article_form.bring, "article-sheet"),
    page("articles/codes/", article_form.suggest, "article-codes"),
    page("queue/", queue.show, "queue"),
    page("queue/<list:number>/", queue.take_or_back, "take"),
    page("confirmations/", confirming.show, "confirmations"),
    page("confirmations/<int:number>/", confirming.speak, "confirm"),
    page("lookups/", looking.show, "lookups"),
    page("desk/", desk.show, "desk"),
    page("returns/", returning.show, "returns"),
    page("returns/<int:paper>/", returning.rule, "rule-return"),
    page("dashboard/", dashboard.show, "dashboard"),
    page("dashboard/pulse/", dashboard.beat, "pulse"),
    page("collection/", collection.show, "collection"),
    page("collection/<list:number>/", collection.show_notice, "notice"),
    page("collection/<list:number>/pay/", paying.record, "pay"),
    page("statistics/", statistics.show, "statistics"),
    page("certificates/", certificates.show, "certificates"),
    page("webhooks/", webhooks.show, "webhooks"),
    page("sent/", sent.show, "sent"),
    page("sent/<int:number>/", sent.show_one, "sent-one"),
    page("sent/<int:number>/evidence/", sent.take_evidence, "evidence"),
    page("alarms/", sent.show_alarms, "alarms"),
    page("service/", service.show, "service"),
    page("payment-data/", payment_data.show, "payment-data"),
    page(f"{CASE}payment-data/", proving.ask, "ask-payment"),
    page("mandates/", mandates.show, "mandates"),
    page("sheets/", sheets.show, "sheets"),
    page("today/", workbench.show, "today"),
    page(f"{CASE}ask/", asking.send, "ask"),
    page("bills/", bills.show, "bills"),
    page("guarantees/", guarantees.show, "guarantees"),
    page("draws/", draws.show, "draws"),
    page("fix/<int:paper>/", mending.show, "fix"),
    page("sheets/<slug:form>/<slug:digest>/", sheets.read, "sheet"),
    page("drafts/new/", drafts.begin, "drafts-new"),
    page(BATCH, drafts.show, "drafts"),
    page(f"{BATCH}add/", drafts.append, "drafts-add"),
    page(f"{BATCH}try/", draft_trials.show, "drafts-trial"),
    page(f"{BATCH}declare/", drafts.declare, "drafts-declare"),
    page(f"{BATCH}receipts/", drafts.receipts, "drafts-receipts"),
    page(f"{BATCH}result.xlsx", drafts.result, "drafts-result"),
    page(f"{BATCH}<int:number>/", draft.show, "draft"),
    page(f"{BATCH}<int:number>/act/", draft.act, "draft-act"),
    page(f"{BATCH}<int:number>/try/", draft_trials.show_one, "draft-trial"),
]
