"""Correcting what is known about an article that is recorded."""

from __future__ import annotations

from typing import Any

from claims.actions.articles import edit_article
from claims.forms.article import AboutForm
from newsroom.actions import acting
from newsroom.models import User
from sources.intake_actions import AlreadyHeld, alone_with
from sources.models import Article
from sources.models.article import ArticleQuerySet

#: What of an article a field says, where that is not its name.
_SAID_BY = {"outlet_not_named": "outlet", "date_unknown": "published"}


class ArticleEditForm(AboutForm):
    """What is known about an article, to be corrected; its texts are captures, and stay as they are.

    Each field brings along what it showed: what a colleague corrects meanwhile is not put back.
    """

    def __init__(self, *args: Any, user: User, article: Article, **kwargs: Any) -> None:
        self.article = article
        kept = ("headline", "published", "date_inferred", "language", "byline", "url", "terms", "public_text")
        initial: dict[str, Any] = {name: getattr(article, name) for name in kept}
        initial["outlet"] = article.outlet.name if article.outlet else ""
        initial["outlet_not_named"] = article.outlet is None
        initial["date_unknown"] = not article.published
        super().__init__(*args, user=user, initial=initial, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def others(self) -> ArticleQuerySet:
        return Article.objects.exclude(pk=self.article.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        newest = self.article.captures.order_by("-taken_at", "-pk").defer("raw").first()
        if newest and "language" in self.changed_data:
            self.check_language(newest.text)
        return data

    def save(self) -> Article:
        """Correct what was changed, and what follows for claims.

        Raises AlreadyHeld where another article has got its address a moment ago.
        """
        data = self.cleaned_data
        changed = {_SAID_BY.get(name, name) for name in self.changed_data}
        with acting(by=self.user, action="edit article"):
            if data["url"] and "url" in changed:
                alone_with(data["url"])
                if held := self.others().found_at(data["url"]).first():
                    raise AlreadyHeld(held)
            changes = {name: data[name] for name in changed if name != "outlet"}
            if "outlet" in changed:
                changes["outlet"] = self.outlet_named(data["outlet"])
            return edit_article(by=self.user, article=self.article, **changes)
