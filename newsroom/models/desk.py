from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: How a desk signs until it says otherwise.
BYLINE = "The desk"


class DeskSettings(models.Model):
    """How this desk signs and what it shows: one row, made by the first migration."""

    name = models.CharField(_("name of the site"), max_length=80, default="Sayso")
    byline = models.CharField(_("how the desk signs"), max_length=80, default=BYLINE)
    contact = models.EmailField(_("address for corrections"), blank=True)
    shows_found = models.BooleanField(
        _("show contradictions found by rule before an editor has ruled"), default=True
    )
    names_editors = models.BooleanField(_("name editors on public pages"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("desk settings")
        constraints = [CheckConstraint(condition=Q(pk=1), name="desk_settings_single_row")]

    def __str__(self) -> str:
        return self.name

    @property
    def signature(self) -> str:
        """The byline as readers see it: the one it came with in their language, its own as it is written."""
        return gettext("The desk") if self.byline == BYLINE else self.byline
