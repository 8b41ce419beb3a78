"""Jobs about claims and what they rest on, as the queue calls them."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from claims.actions.looking import look
from newsroom.models import User
from sources.models import Article


@app.task(name="look_again")
def look_again(article: int, by: int) -> None:
    """Read the page of the article with this key again, for whoever asked."""
    look(by=User.objects.get(pk=by), article=Article.objects.get(pk=article))


def ask_to_look(article: Article, by: User) -> None:
    """Have the worker look at the article's page; asking twice before it does asks once."""
    try:
        look_again.configure(queueing_lock=f"look-{article.pk}").defer(article=article.pk, by=by.pk)
    except AlreadyEnqueued:
        return
