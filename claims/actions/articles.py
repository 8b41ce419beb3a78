"""What is known about an article, mended, with what follows for the claims that rest on it."""

from __future__ import annotations

from typing import Any

from claims.actions.refresh import hold, refresh_questions
from claims.models import Statement
from newsroom.actions import acting, lock_deriving
from newsroom.models import User
from sources.actions import days_of
from sources.models import Article

#: Bibliographic data; the texts themselves are captures, and never change.
EDITABLE = (
    "outlet",
    "url",
    "headline",
    "byline",
    "published",
    "date_inferred",
    "language",
    "terms",
    "public_text",
)


def edit_article(*, by: User, article: Article, **changes: Any) -> Article:
    """Mend an article's bibliographic data (`EDITABLE`).

    Its outlet and its date count in what is derived from its statements, which
    follows at once. Raises EdtfError where `published` is no date.
    """
    if unknown := changes.keys() - set(EDITABLE):
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    if not changes:
        return article
    for name, value in changes.items():
        setattr(article, name, value)
    columns = list(changes)
    if "published" in changes:
        article.published_days = days_of(article.published)
        columns.append("published_days")
    with acting(by=by, action="edit article"):
        lock_deriving()
        statements = Statement.objects.filter(capture__article=article)
        held, moment = hold(statements.values_list("claim__question", flat=True))
        article.save(update_fields=columns)
        refresh_questions(held, moment)
    return article
