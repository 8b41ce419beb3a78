from __future__ import annotations

from django.db import models

from claims.models.statement import Statement
from sources.models import Article


class PublicQuote(models.Model):
    """How much of a passage may be shown to readers: a view, one row for each statement on a public claim.

    Our own digest and a licensed text are shown whole: over a digest only the
    words that the original printed are a quote. So is what stands in the
    headline, which is shown with its article. Of any other article, at most
    25 words a passage and a tenth of the article in all, first come by place,
    standing statements before withdrawn ones.
    """

    statement = models.OneToOneField(
        Statement, models.DO_NOTHING, primary_key=True, related_name="public_quote"
    )
    article = models.ForeignKey(Article, models.DO_NOTHING, related_name="+")
    quote = models.TextField()

    class Meta:
        managed = False
        db_table = "claims_publicquote"

    def __str__(self) -> str:
        return self.quote
