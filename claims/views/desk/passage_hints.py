"""What the words of a passage suggest, and who has tagged them already."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import TAGGERS
from claims.cues import Reading, read, silence
from claims.forms.tag import UNTOLD_SILENCE, sentence_around
from claims.models import Statement
from claims.presenting.desk_article import DeskArticle, desk_article, whole_number
from claims.presenting.withheld import limit_on
from claims.wording.sentences import within
from claims.wording.stops import one_stop
from newsroom.access import desk_view
from newsroom.models import User


@require_safe
@desk_view(*TAGGERS)
def passage_hints(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Of the passage from `?start=` to `?end=`: how it is put, who has tagged it, what readers will see.

    `?version=` is what the page knows of the list of tags.
    """
    assert isinstance(request.user, User)
    asked = request.GET
    desk = desk_article(request.user, public_id, capture=asked.get("capture", ""))
    start, end = (whole_number(asked.get(name, ""), otherwise=-1) for name in ("start", "end"))
    if not 0 <= start < end <= len(desk.capture.text):
        return HttpResponseBadRequest()
    first, last = sentence_around(desk.capture, start, end)
    tagged = _tagged(desk, first, last, asked.get("version", ""))
    where = (desk.capture.text[first:last], start - first, end - first, desk.article.language)
    found = read(*where)
    return JsonResponse(
        {
            "caveat": found.caveat or "",
            "certainty": found.certainty or "",
            "silence": silence(*where) or UNTOLD_SILENCE,
            "cue": _told(found),
            "tagged": " ".join(one for one in (limit_on(desk.capture, start, end), tagged) if one),
        }
    )


def _told(found: Reading) -> str:
    if found.cue:
        return one_stop(_("Cue: “%(words)s”.") % {"words": within(found.cue)})
    if found.elsewhere:
        return _("“%(words)s” may belong to another part of the sentence: choose.") % {
            "words": within(found.elsewhere)
        }
    return _("No hedge in this sentence.") if found.caveat else ""


def _tagged(desk: DeskArticle, first: int, last: int, version: str) -> str:
    """A sentence about colleagues' tags here, or one's own that the page does not show; "" for neither."""
    here = Statement.objects.standing().filter(
        Q(start__lt=last, end__gt=first), ~Q(recorded_by=desk.user), capture=desk.capture
    )
    found = here.select_related("recorded_by", "claim").order_by("-pk").first()
    if found:
        told = {"who": found.recorded_by, "claim": within(found.claim.text)}
        return one_stop(_("%(who)s has tagged this sentence: “%(claim)s”.") % told)
    unseen = desk.unseen_on((first, last), version) if version else []
    if mine := [tag for tag in unseen if tag.recorded_by == desk.user.pk]:
        told = {"claim": within(mine[0].claim_text)}
        return one_stop(_("You have tagged this sentence in another window: “%(claim)s”.") % told)
    return ""
