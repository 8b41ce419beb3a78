from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from newsroom.models.constraints import one_of
from sources.models.article import Article
from sources.models.capture import Capture
from sources.vocabulary import LOOKS


class Look(models.Model):
    """The desk looked at an article's page again: nothing had changed, it had, or it could not be read.

    `capture` is the text that was found: the one we had, or the new one.
    `problem` says why there is none.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="looks")
    looked_at = models.DateTimeField(_("looked at"))
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    found = models.CharField(_("found"), max_length=10)
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, blank=True, related_name="looks")
    problem = models.CharField(_("problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("look at a page")
        verbose_name_plural = _("looks at pages")
        indexes = [models.Index(fields=["article", "-looked_at"], name="look_newest")]
        constraints = [
            one_of("look", "found", LOOKS),
            CheckConstraint(
                condition=Q(found="failed", capture__isnull=True) & ~Q(problem="")
                | ~Q(found="failed") & Q(capture__isnull=False, problem=""),
                name="look_found_a_text_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.found}"
