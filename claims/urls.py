from __future__ import annotations

from django.urls import URLPattern, path

from claims.views.article_annotations import article_annotations
from claims.views.article_detail import article_detail
from claims.views.claim_detail import claim_detail
from claims.views.claim_list import claim_list
from claims.views.claim_review import claim_review
from claims.views.claim_sheet import claim_sheet, claim_sheet_about
from claims.views.contradiction_detail import contradiction_detail
from claims.views.contradiction_list import contradiction_list
from claims.views.desk import claim_acts, claim_care, claim_holds, entity_acts
from claims.views.desk.answer_reading import answer_reading
from claims.views.desk.article_again import article_again, article_look, article_upload
from claims.views.desk.article_changes import article_changes, passage_answer, passage_reopen
from claims.views.desk.article_desk import article_desk
from claims.views.desk.article_edit import article_edit
from claims.views.desk.article_new import article_new
from claims.views.desk.article_publish import article_publish
from claims.views.desk.article_read import article_read
from claims.views.desk.check_document import check_document
from claims.views.desk.claim_desk import claim_desk
from claims.views.desk.claim_move import claim_move
from claims.views.desk.claim_options import claim_options
from claims.views.desk.desk_counts import desk_counts
from claims.views.desk.desk_home import desk_home
from claims.views.desk.desk_queue import desk_queue
from claims.views.desk.desk_reports import desk_reports
from claims.views.desk.desk_search import desk_search
from claims.views.desk.entity_desk import entity_desk
from claims.views.desk.entity_list import entity_list
from claims.views.desk.entity_merge import entity_merge, entity_unmerge
from claims.views.desk.entity_options import entity_options
from claims.views.desk.intake_detail import intake_detail, intake_discard, intake_retry, intake_state
from claims.views.desk.intake_new import intake_fetch, intake_upload
from claims.views.desk.passage_hints import passage_hints
from claims.views.desk.question_options import question_options
from claims.views.desk.queue_several import queue_several
from claims.views.desk.tag_edit import tag_edit
from claims.views.desk.tag_new import tag_new
from claims.views.desk.tag_withdraw import tag_restore, tag_withdraw
from claims.views.home import home
from claims.views.question_detail import question_detail
from claims.views.report_error import report_error
from claims.views.source_detail import source_detail
from claims.views.source_list import source_list
from claims.views.status_feed import claim_status_feed, status_feed, topic_status_feed
from claims.views.statuses import statuses
from claims.views.topic_detail import topic_detail
from claims.views.topic_dossier import topic_dossier
from claims.views.topic_timeline import topic_timeline

app_name = "claims"


urlpatterns: list[URLPattern] = [
    path("feeds/status.atom", status_feed, name="status-feed"),
    path("topics/<slug:slug>/status.atom", topic_status_feed, name="topic-status-feed"),
    path("claims/<str:public_id>/status.atom", claim_status_feed, name="claim-status-feed"),
    path("about/statuses/", statuses, name="statuses"),
    path("claims.csv", claim_sheet, name="claim-sheet"),
    path("claims.csv.json", claim_sheet_about, name="claim-sheet-about"),
    path("claims/", claim_list, name="claim-list"),
    path("desk/reports/", desk_reports, name="desk-reports"),
    path("report/", report_error, name="report-error"),
    path("topics/<slug:slug>/", topic_detail, name="topic-detail"),
    path("topics/<slug:slug>/timeline/", topic_timeline, name="topic-timeline"),
    path("topics/<slug:slug>/dossier.json", topic_dossier, name="topic-dossier"),
    path("questions/<str:public_id>/", question_detail, name="question-detail"),
    path("claims/<str:public_id>/", claim_detail, name="claim-detail"),
    path("claims/<str:public_id>/claimreview.json", claim_review, name="claim-review"),
    path("articles/<str:public_id>/", article_detail, name="article-detail"),
    path("articles/<str:public_id>/annotations.json", article_annotations, name="article-annotations"),
    path("sources/", source_list, name="source-list"),
    path("sources/<slug:slug>/", source_detail, name="source-detail"),
    path("contradictions/", contradiction_list, name="contradiction-list"),
    path("contradictions/<str:claim_a>/<str:claim_b>/", contradiction_detail, name="contradiction-detail"),
    path("desk/", desk_home, name="desk-home"),
    path("desk/counts/", desk_counts, name="desk-counts"),
    path("desk/search/", desk_search, name="desk-search"),
    path("desk/queues/<slug:code>/", desk_queue, name="desk-queue"),
    path("desk/queues/<slug:code>/<slug:act>/", queue_several, name="queue-several"),
    path("desk/articles/new/", article_new, name="article-new"),
    path("desk/intakes/fetch/", intake_fetch, name="intake-fetch"),
    path("desk/intakes/upload/", intake_upload, name="intake-upload"),
    path("desk/intakes/<str:public_id>/", intake_detail, name="intake-detail"),
    path("desk/intakes/<str:public_id>/state/", intake_state, name="intake-state"),
    path("desk/intakes/<str:public_id>/retry/", intake_retry, name="intake-retry"),
    path("desk/intakes/<str:public_id>/discard/", intake_discard, name="intake-discard"),
    path("desk/articles/<str:public_id>/", article_desk, name="article-desk"),
    path("desk/articles/<str:public_id>/again/", article_again, name="article-again"),
    path("desk/articles/<str:public_id>/again/upload/", article_upload, name="article-upload"),
    path("desk/articles/<str:public_id>/look/", article_look, name="article-look"),
    path("desk/articles/<str:public_id>/changes/", article_changes, name="article-changes"),
    path(
        "desk/articles/<str:public_id>/changes/<str:anchor_id>/",
        passage_answer,
        name="passage-answer",
    ),
    path(
        "desk/articles/<str:public_id>/changes/<str:anchor_id>/back/",
        passage_reopen,
        name="passage-reopen",
    ),
    path("desk/articles/<str:public_id>/edit/", article_edit, name="article-edit"),
    path("desk/articles/<str:public_id>/hints/", passage_hints, name="passage-hints"),
    path("desk/articles/<str:public_id>/publish/", article_publish, name="article-publish"),
    path("desk/articles/<str:public_id>/read/", article_read, name="article-read"),
    path("desk/articles/<str:public_id>/tags/", tag_new, name="tag-new"),
    path("desk/articles/<str:public_id>/tags/<str:statement_id>/", tag_edit, name="tag-edit"),
    path(
        "desk/articles/<str:public_id>/tags/<str:statement_id>/withdraw/", tag_withdraw, name="tag-withdraw"
    ),
    path("desk/articles/<str:public_id>/tags/<str:statement_id>/restore/", tag_restore, name="tag-restore"),
    path("desk/options/answers/", answer_reading, name="answer-reading"),
    path("desk/options/claims/", claim_options, name="claim-options"),
    path("desk/options/questions/", question_options, name="question-options"),
    path("desk/options/entities/", entity_options, name="entity-options"),
    path("desk/entities/", entity_list, name="entity-list"),
    path("desk/entities/<str:public_id>/", entity_desk, name="entity-desk"),
    path("desk/entities/<str:public_id>/edit/", entity_acts.entity_edit, name="entity-edit"),
    path("desk/entities/<str:public_id>/names/", entity_acts.name_add, name="name-add"),
    path("desk/entities/<str:public_id>/names/remove/", entity_acts.name_remove, name="name-remove"),
    path("desk/entities/<str:public_id>/links/", entity_acts.bond_add, name="bond-add"),
    path("desk/entities/<str:public_id>/links/end/", entity_acts.bond_end, name="bond-end"),
    path("desk/entities/<str:public_id>/merge/", entity_merge, name="entity-merge"),
    path("desk/entities/<str:public_id>/unmerge/", entity_unmerge, name="entity-unmerge"),
    path("desk/claims/<str:public_id>/", claim_desk, name="claim-desk"),
    path("desk/claims/<str:public_id>/move/", claim_move, name="claim-move"),
    path("desk/claims/<str:public_id>/checks/", claim_acts.check_new, name="check-new"),
    path("desk/claims/<str:public_id>/checks/reply/", claim_acts.check_reply, name="check-reply"),
    path("desk/claims/<str:public_id>/checks/withdraw/", claim_acts.check_withdraw, name="check-withdraw"),
    path("desk/claims/<str:public_id>/checks/<str:check_id>/document", check_document, name="check-document"),
    path("desk/claims/<str:public_id>/verdicts/", claim_acts.verdict_propose, name="verdict-propose"),
    path("desk/claims/<str:public_id>/verdicts/approve/", claim_acts.verdict_approve, name="verdict-approve"),
    path(
        "desk/claims/<str:public_id>/verdicts/withdraw/", claim_acts.verdict_withdraw, name="verdict-withdraw"
    ),
    path("desk/claims/<str:public_id>/rulings/", claim_acts.ruling_new, name="ruling-new"),
    path("desk/claims/<str:public_id>/rulings/settle/", claim_acts.ruling_settle, name="ruling-settle"),
    path("desk/claims/<str:public_id>/rulings/by-hand/", claim_acts.ruling_by_hand, name="ruling-by-hand"),
    path("desk/claims/<str:public_id>/rulings/end/", claim_acts.ruling_end, name="ruling-end"),
    path("desk/claims/<str:public_id>/publish/", claim_acts.claim_publish, name="claim-publish"),
    path("desk/claims/<str:public_id>/wrongdoing/", claim_acts.claim_wrongdoing, name="claim-wrongdoing"),
    path("desk/claims/<str:public_id>/hold/", claim_holds.hold_ask, name="hold-ask"),
    path("desk/claims/<str:public_id>/hold/agree/", claim_holds.hold_agree, name="hold-agree"),
    path("desk/claims/<str:public_id>/hold/lift/", claim_holds.hold_lift, name="hold-lift"),
    path("desk/claims/<str:public_id>/wording/", claim_acts.claim_reword, name="claim-reword"),
    path("desk/claims/<str:public_id>/topic/", claim_acts.claim_file, name="claim-file"),
    path("desk/claims/<str:public_id>/assign/", claim_care.claim_assign, name="claim-assign"),
    path(
        "desk/claims/<str:public_id>/assign/end/",
        claim_care.claim_assignment_end,
        name="claim-assignment-end",
    ),
    path("desk/claims/<str:public_id>/notes/", claim_care.claim_note, name="claim-note"),
    path("desk/claims/<str:public_id>/watch/", claim_care.claim_watch, name="claim-watch"),
    path("desk/news/seen/", claim_care.news_seen, name="news-seen"),
    path("", home, name="home"),
]
