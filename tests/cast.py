"""The cast: who works at the desk in every test, and one who only reads."""

from __future__ import annotations

import pytest
from django.test import Client

from newsroom.models import User
from newsroom.roles import ADMIN, CONTRIBUTOR, EDITOR, REVIEWER
from tests.factories import make_user


@pytest.fixture
def editor(db: None) -> User:
    return make_user(EDITOR, name="Edith")


@pytest.fixture
def reviewer(db: None) -> User:
    return make_user(REVIEWER, name="Rune")


@pytest.fixture
def contributor(db: None) -> User:
    return make_user(CONTRIBUTOR, name="Cora")


@pytest.fixture
def desk_admin(db: None) -> User:
    return make_user(ADMIN, name="Ada")


@pytest.fixture
def editor_client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def reviewer_client(reviewer: User) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client
