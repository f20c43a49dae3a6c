"""人员账号 The system administrator's page: proposing, suspending, resetting."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from tongguan.journeys import people
from tongguan.journeys.people import RefusedError, Wanted
from tongguan.plumbing.clock import now
from tongguan.plumbing.people.accounts import Asked
from tongguan.plumbing.people.lifecycle import Actor
from tongguan.plumbing.people.model import Person
from tongguan.plumbing.people.posts import agencies
from tongguan.portal import formats
from tongguan.portal.administrator.forms import (
    PostForm,
    ProposalForm,
    ReasonForm,
    SearchForm,
)
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.oneself.acts import tell
from tongguan.portal.reasons import bounds
from tongguan.portal.words import ACCOUNT_MOVES, ACCOUNT_STATES, POSTS, Sign, Word

SIZE, OFFICE_DIGITS = 50, 4
SHOWN = "password-shown"
ORDINARY = frozenset({"suspend", "restore", "close"})
SHOWN_MOVES = ORDINARY | {"approve", "decline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """人员行 One account in the words of the table."""

    username: str
    full_name: str
    post: str
    post_word: Word
    organisation: str
    sign: Sign
    proposed_by: str
    last: str
    moves: tuple[tuple[str, Word], ...]
    may_repost: bool
    may_reset: bool


@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """GET and POST /accounts/ — look for accounts; propose one."""
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with counter() as desk:
            try:
                password = people.propose(
                    desk.rooms, Wanted(**form.cleaned_data), name_of(request), now()
                )
            except RefusedError as refused:
                tell(request, *refused.faults)
                return listed(request, form, 422)
        request.session[SHOWN] = [form.cleaned_data["username"], password]
        return redirect("accounts")
    return listed(request, form, 422 if form.is_bound else 200)


def listed(request: HttpRequest, form: ProposalForm, status: int) -> HttpResponse:
    """Show the accounts that are asked for, and what was made just now."""
    looked = SearchForm(request.GET, label_suffix="")
    looked.is_valid()
    asked = {name: value for name, value in looked.cleaned_data.items() if value}
    with counter() as desk:
        found = desk.rooms.people.accounts.search(Asked(**asked, limit=SIZE + 1))
    more = ""
    if len(found) > SIZE:
        asked["after"] = found[SIZE - 1].username
        more = f"{reverse('accounts')}?{urlencode(asked)}"
    words = {
        "form": form,
        "search": looked,
        "rows": [row(it, Actor.SYSTEM) for it in found[:SIZE]],
        "more": more,
        "shown": request.session.pop(SHOWN, None),
        "posts": POSTS,
        "organisations": [
            (it.code, formats.either(it.name, it.english))
            for it in agencies().values()
            if len(it.code) != OFFICE_DIGITS
        ],
    }
    return render(request, "administrator/accounts.html", words, status=status)


def row(one: Person, actor: Actor) -> PersonRow:
    """Say an account in the words of the table, with what this desk may do."""
    moves = people.moves_open(one, actor)
    return PersonRow(
        username=one.username,
        full_name=one.full_name,
        post=one.post,
        post_word=POSTS.get(one.post, one.post),
        organisation=one.organisation,
        sign=ACCOUNT_STATES[one.state],
        proposed_by=one.proposed_by,
        last=formats.instant(one.last_login),
        moves=tuple((it, ACCOUNT_MOVES[it]) for it in moves if it in SHOWN_MOVES),
        may_repost="repost" in moves,
        may_reset="reset" in moves,
    )


def change_one(request: HttpRequest, name: str) -> HttpResponse:
    """POST /accounts/{name}/ — what the button says, done to one account."""
    with counter() as desk:
        on = person_named(desk, name)
        try:
            act(request, desk, on)
        except RefusedError as refused:
            tell(request, *refused.faults)
    return redirect(f"{reverse('accounts')}?{urlencode({'words': name})}")


def act(request: HttpRequest, desk: Counter, on: Person) -> None:
    """Reset, repost or move an account."""
    wanted, by, at = request.POST.get("move", ""), name_of(request), now()
    if wanted == "reset-password":
        request.session[SHOWN] = [
            on.username,
            people.reset_password(desk.rooms, on, by, at),
        ]
    elif wanted == "reset-factors":
        people.reset_factors(desk.rooms, on, by, at)
        messages.success(
            request, _("验证方式已全部清除；经安全管理员重新批准后才能登录，再行登记。")
        )
    elif wanted == "repost":
        form = PostForm(request.POST)
        if form.is_valid():
            said = (form.cleaned_data["post"], form.cleaned_data["organisation"])
            people.repost(desk.rooms, on, said, by, at)
            messages.success(request, _("已提交换岗，待安全管理员批准。"))
    elif wanted in ORDINARY:
        reason = ReasonForm(request.POST)
        if not reason.is_valid():
            messages.error(
                request, _("须写明理由（%(least)d 至 %(most)d 字）。") % bounds()
            )
            return
        said = (reason.cleaned_data["reason"], at)
        people.change(desk.rooms, on, wanted, by, said)
        messages.success(request, _("已办理。"))


def person_named(desk: Counter, name: str) -> Person:
    """Find an account, or answer as if the page were not there."""
    found = desk.rooms.people.accounts.find(name)
    if found is None:
        raise Http404
    return found


def name_of(request: HttpRequest) -> str:
    """Say who acts."""
    return account_of(request).get_username()
