"""`tongguan account`: an account for a person."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model

from tongguan.commands.console import err, out
from tongguan.installation import prepare
from tongguan.plumbing.identity.model import Post
from tongguan.serving import database


def account(name: str, *, post: Post, organisation: str = "") -> None:
    """Make an account with a password that is shown once, or give it a new password.

    Parameters
    ----------
    name:
        The name the person signs in with.
    post:
        What the person may do.
    organisation:
        The code of the firm or agency; a declarant needs one.

    """
    if post is Post.DECLARANT and not organisation:
        err.print("[red]A declarant needs --organisation. 申报人员须注明企业。[/red]")
        raise SystemExit(2)
    password = secrets.token_urlsafe(12)
    with database():
        prepare()
        accounts: Any = get_user_model().objects
        found, _ = accounts.get_or_create(username=name)
        found.post, found.organisation = post.value, organisation
        found.set_password(password)
        found.save()
    out.print(f"{name}  {password}", highlight=False)
