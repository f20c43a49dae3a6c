"""Accounts of people and keys of machines."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from tongguan.plumbing.identity.model import Post


class Account(AbstractUser):
    """账号 A person under an organisation, in one post.

    `organisation` is the code of a filed firm, or of an agency or operator; `post`
    says what the person does there.
    """

    DECLARANT = Post.DECLARANT.value
    OFFICER = Post.OFFICER.value
    OPERATOR = Post.OPERATOR.value
    POSTS: ClassVar = [
        (DECLARANT, "申报人员"),
        (OFFICER, "海关关员"),
        (OPERATOR, "平台运营"),
    ]

    organisation = models.TextField(default="")
    post = models.TextField(choices=POSTS, default=DECLARANT)

    class Meta:
        """Name."""

        db_table = "account"


class ApiKey(models.Model):
    """接口密钥 A machine's key: only its digest is kept."""

    id = models.BigAutoField(primary_key=True)
    digest = models.BinaryField(unique=True)
    prefix = models.TextField()
    firm = models.TextField()
    label = models.TextField(default="")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Name."""

        db_table = "api_key"
