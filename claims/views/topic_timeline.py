"""One topic's course: statements, silences and changes of status in order, drawn and listed."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from claims.access import shown_topic
from claims.pictures.timeline import drawing
from claims.presenting.pages import page_context, reader_page
from claims.presenting.topic_course import Course, course_of
from newsroom.actions import desk_settings


@reader_page
def topic_timeline(request: HttpRequest, at: datetime | None, slug: str) -> HttpResponse:
    """Public once a claim of the topic is published; it shows published claims to everybody."""
    topic = shown_topic(slug, request.user, at)
    course = course_of(topic, at)
    context = {
        **page_context(request, at, desk_settings()),
        "section": "topics",
        "topic": topic,
        "course": course,
        "picture": drawing(
            course.lanes,
            title=_("What was said when: %(topic)s") % {"topic": topic.title},
            description=_described(course),
            mirrored=get_language_bidi(),
        ),
    }
    return render(request, "claims/topic_timeline.html", context)


def _described(course: Course) -> str:
    return ngettext(
        "%(n)d question, with what was said on it over time. It follows as a list.",
        "%(n)d questions, with what was said on each over time. They follow as a list.",
        course.questions,
    ) % {"n": course.questions}
