"""Public ids in addresses: anything else there is no page, and never reaches the database."""

from __future__ import annotations

from newsroom.public_ids import ALPHABET, LENGTH


class PublicIdConverter:
    """`<id:article>` in a route: a letter, a hyphen and ten Crockford characters."""

    regex = f"[A-Z]-[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
