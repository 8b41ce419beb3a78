from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from claims.views.claim_detail import claim_detail
from claims.views.claim_list import claim_list
from claims.views.claim_sheet import claim_sheet, claim_sheet_about
from claims.views.desk.desk_reports import desk_reports
from claims.views.report_error import report_error
from claims.views.statuses import statuses

app_name = "claims"


def to_come(request: HttpRequest, **named: str) -> HttpResponse:
    raise Http404


urlpatterns: list[URLPattern] = [
    path("about/statuses/", statuses, name="statuses"),
    path("claims.csv", claim_sheet, name="claim-sheet"),
    path("claims.csv.json", claim_sheet_about, name="claim-sheet-about"),
    path("claims/", claim_list, name="claim-list"),
    path("desk/reports/", desk_reports, name="desk-reports"),
    path("report/", report_error, name="report-error"),
    path("topics/<slug:slug>/", to_come, name="topic-detail"),
    path("questions/<str:public_id>/", to_come, name="question-detail"),
    path("claims/<str:public_id>/", claim_detail, name="claim-detail"),
    path("articles/<str:public_id>/", to_come, name="article-detail"),
    path("sources/", to_come, name="source-list"),
    path("sources/<slug:slug>/", to_come, name="source-detail"),
    path("contradictions/", to_come, name="contradiction-list"),
    path("contradictions/<str:claim_a>/<str:claim_b>/", to_come, name="contradiction-detail"),
    path("desk/", to_come, name="desk-home"),
    path("desk/articles/new/", to_come, name="article-new"),
    path("desk/articles/<str:public_id>/", to_come, name="article-desk"),
    path("desk/claims/<str:public_id>/", to_come, name="claim-desk"),
    path("", to_come, name="home"),
]
