from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who works here, or a label that came with an import (then inactive).

    A table of our own from the first migration on, since Django cannot swap
    the user model later.
    """

    def __str__(self) -> str:
        return self.get_full_name() or self.username
