"""缴款登记 An officer records the payment of a notice."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongguan.customs.collection.rules import NotPayableYetError
from tongguan.journeys.hearing import pay
from tongguan.journeys.month_end import (
    DayToComeError,
    NoSuchNoticeError,
    business_day,
)
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import counter


class PaymentForm(forms.Form):
    """缴款 The day on which a notice was paid."""

    on = forms.DateField()


def record(request: HttpRequest, number: str) -> HttpResponse:
    """POST /collection/{number}/pay/."""
    form = PaymentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写缴款日期。"))
    else:
        messages.add_message(request, *recorded(number, form.cleaned_data["on"]))
    return redirect("notice", number=number)


def recorded(number: str, on: date) -> tuple[int, str]:
    """Record a payment in one transaction; say how that went, and how grave it is."""
    try:
        with counter() as desk:
            at = now()
            on = business_day(desk.rooms, on, at)
            notice = pay(desk.rooms, number, on=on, at=at)
    except NoSuchNoticeError:
        raise Http404 from None
    except IllegalMoveError:
        return messages.ERROR, _("该缴款书已缴，未重复登记。")
    except DayToComeError:
        return messages.ERROR, _("缴款日期不能晚于今天。")
    except NotPayableYetError as early:
        opens = formats.day(early.notice.opens_on)
        return messages.ERROR, _("未到缴税期，自 %(day)s 起可缴。") % {"day": opens}
    if notice.paid_on is None:
        return messages.INFO, _("已向银行查询是否到账，确认后登记缴款。")
    return messages.SUCCESS, _("已登记缴款，担保已恢复。")
