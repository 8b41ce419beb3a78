from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One write to the record, as the database saw it.

    Written by a trigger that runs as the tables' owner: the site's own role
    can read events and nothing else. Each hash covers the one before, so that
    whoever holds an old head can tell that the past was changed. It cannot
    show that an entry is true, nor who sat at the keyboard: user ids come
    from the app (docs/adr/0004).
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("when"))
    actor = models.CharField(_("who"), max_length=150)
    action = models.CharField(_("did what"), max_length=80)
    object = models.CharField(_("to what"), max_length=120)
    payload = models.TextField(_("the row, exactly as hashed"), blank=True)
    salt = models.CharField(max_length=32, blank=True)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-seq"]
        indexes = [models.Index(fields=["object", "seq"], name="event_object_seq")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.object}"
