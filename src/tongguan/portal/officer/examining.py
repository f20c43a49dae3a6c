"""查验 An examiner's page, made for a telephone: look, count, picture, sign off.

Each agency's officer writes on that agency's own sheet; the other's result stands
beside it on the same record.
"""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.customs.board.model import ListRow
from tongguan.customs.examination.model import Appointment
from tongguan.customs.examination.pictures import MOST_BYTES, BadPictureError
from tongguan.journeys import unpacking
from tongguan.journeys.ruling import RefusedError
from tongguan.journeys.search import find_list
from tongguan.kit.checks import Finding
from tongguan.kit.moments import SHANGHAI
from tongguan.plumbing.clock import now
from tongguan.plumbing.confirmations.model import Person
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter, person_of, viewer_of
from tongguan.portal.examinations import AGENCIES, AGENCY_OF, RESULTS
from tongguan.portal.officer import enforcing
from tongguan.portal.officer.acting import REFUSALS, tried, why
from tongguan.portal.officer.sheets import ANSWERS, present, written

PICTURE, SIGN = "picture", "sign"
WHEN = "%Y-%m-%dT%H:%M"


class AppointmentForm(forms.Form):
    """预约 When and where a consignment is opened."""

    when = forms.DateTimeField(
        label=_("查验时间"),
        input_formats=[WHEN],
        widget=forms.DateTimeInput(
            {"class": "form-control", "type": "datetime-local"}, WHEN
        ),
    )
    where = forms.CharField(
        label=_("查验地点"),
        min_length=2,
        max_length=100,
        widget=forms.TextInput({"class": "form-control"}),
    )


def show(request: HttpRequest, number: str) -> HttpResponse:
    """GET or POST /declarations/{number}/examination/ — POST keeps what is written."""
    if request.method != "POST":
        return answer(request, number, ())
    person, act = person_of(account_of(request)), request.POST.get("act", "")
    with counter() as desk:
        paper = get_row(desk, account_of(request), number).paper
    saved, refused = tried(lambda desk: save(desk, request, paper, person))
    if "HX-Request" in request.headers:
        words = {"saved": saved or "", "refused": refused}
        return render(request, "officer/examination_saved.html", words)
    if refused:
        messages.error(request, refused)
    elif act == PICTURE:
        keep_pictures(request, paper, person)
    elif act == SIGN:
        return sign(request, number, paper, person)
    return redirect("examination", number=number)


def save(desk: Counter, request: HttpRequest, paper: int, person: Person) -> str:
    """Keep what is written so far; say when."""
    at = now()
    place = unpacking.opened(desk.rooms, paper, AGENCY_OF[person.post], person)
    sheet = written(request.POST, person.name, at)
    desk.rooms.offices.examinations.save(place, sheet)
    return formats.instant(at)


def keep_pictures(request: HttpRequest, paper: int, person: Person) -> None:
    """Keep every picture that was handed in; say of each that can't be kept why."""
    kept = 0
    for given in request.FILES.getlist("picture"):
        try:
            with counter() as desk:
                agency = AGENCY_OF[person.post]
                place = unpacking.opened(desk.rooms, paper, agency, person)
                data = given.read(MOST_BYTES + 1)
                kept += unpacking.add_picture(desk.rooms, place, data, person, now())
        except BadPictureError as bad:
            messages.error(request, f"{given.name}: {bad}")
        except REFUSALS as refused:
            messages.error(request, why(refused))
    if kept:
        messages.success(request, _("已保存 %(n)d 张照片。") % {"n": kept})


def sign(request: HttpRequest, number: str, paper: int, person: Person) -> HttpResponse:
    """Sign the sheet off; show all that is missing beside its entries."""
    try:
        with counter() as desk:
            agency = AGENCY_OF[person.post]
            place = unpacking.opened(desk.rooms, paper, agency, person)
            unpacking.sign_off(desk.rooms, place, person, now())
    except RefusedError as refused:
        return answer(request, number, refused.findings)
    except REFUSALS as refused:
        messages.error(request, why(refused))
        return redirect("examination", number=number)
    messages.success(request, _("已登记查验结果。"))
    return redirect("declaration", number=number)


def answer(
    request: HttpRequest, number: str, missing: Sequence[Finding]
) -> HttpResponse:
    """Show the sheet as it is kept, and what is missing."""
    account = account_of(request)
    agency = AGENCY_OF[account.post]
    with counter() as desk:
        row = get_row(desk, account, number)
        parcel = unpacking.parcel(desk.rooms, row.paper, agency, now())
        cases = desk.rooms.controls.cases(row.paper)
    words = {
        "number": number,
        "waybill": row.waybill_number,
        "agency": AGENCIES[agency],
        "sheet": present(parcel, missing),
        "answers": ANSWERS,
        "results": list(RESULTS.items()),
        "appointing": AppointmentForm(),
        "cases": [enforcing.present(one) for one in cases],
    }
    status = 422 if missing else 200
    return render(request, "officer/examination.html", words, status=status)


def get_row(desk: Counter, account: Account, number: str) -> ListRow:
    """Return the list, or answer as if it were not there."""
    row = find_list(desk.board, viewer_of(account), number)
    if row is None:
        raise Http404
    return row


def appoint(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/appointment/."""
    form, person = AppointmentForm(request.POST), person_of(account_of(request))
    back = redirect("examination", number=number)
    if not form.is_valid():
        messages.error(request, _("请填写查验时间和地点。"))
        return back
    when: datetime = form.cleaned_data["when"]

    def act(desk: Counter) -> None:
        paper = get_row(desk, account_of(request), number).paper
        place = unpacking.opened(desk.rooms, paper, AGENCY_OF[person.post], person)
        appointment = Appointment(
            paper=paper,
            version=place.version,
            at=when.replace(tzinfo=SHANGHAI),
            place=form.cleaned_data["where"],
            made_by=person.name,
            made_at=now(),
        )
        unpacking.appoint(desk.rooms, appointment, person)

    _done, refused = tried(act)
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, _("已预约查验，各部门同时到场。"))
    return back


def picture(request: HttpRequest, number: str, picture: int) -> HttpResponse:
    """GET /declarations/{number}/examination/{picture}.jpg — for examiners only."""
    with counter() as desk:
        row = get_row(desk, account_of(request), number)
        found = desk.rooms.offices.examinations.picture(row.paper, picture)
    if found is None:
        raise Http404
    return HttpResponse(found.body, content_type=found.form)
