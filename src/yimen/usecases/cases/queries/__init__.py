"""Questions about cases and drafts; every answer is a frozen value."""

from yimen.usecases.cases.queries.case_page import CaseView, get_case
from yimen.usecases.cases.queries.colleagues import TemplateView, list_opinion_templates
from yimen.usecases.cases.queries.correcting import (
    CorrectionView,
    WithdrawalView,
    get_own_correction,
    get_own_withdrawal,
)
from yimen.usecases.cases.queries.counts import count_by_state
from yimen.usecases.cases.queries.drafts import DraftView, find_own_draft, get_draft
from yimen.usecases.cases.queries.duplicates import OpenCase, list_open_of_person
from yimen.usecases.cases.queries.duty import DutyPage, get_duty
from yimen.usecases.cases.queries.files import (
    open_case_evidence,
    open_case_file,
    open_case_paper,
    open_draft_file,
    open_linked_paper,
    open_own_paper,
)
from yimen.usecases.cases.queries.hand_over import HandOverPreview, preview_hand_over
from yimen.usecases.cases.queries.own_cases import OwnCases, list_own_cases
from yimen.usecases.cases.queries.own_lookups import (
    OwnCaseKey,
    count_own_open_cases,
    find_own_case,
    find_own_phone,
)
from yimen.usecases.cases.queries.postings import PostingsPage, PostingView, get_posting, list_postings
from yimen.usecases.cases.queries.silent import SilentPermits, list_silent_permits
from yimen.usecases.cases.queries.tracking import NotTracked, TrackView, get_own_case, track
from yimen.usecases.cases.queries.tracking_from import track_from
from yimen.usecases.cases.queries.worklist import WorklistPage, list_worklist

__all__ = [
    "CaseView",
    "CorrectionView",
    "DraftView",
    "DutyPage",
    "HandOverPreview",
    "NotTracked",
    "OpenCase",
    "OwnCaseKey",
    "OwnCases",
    "PostingView",
    "PostingsPage",
    "SilentPermits",
    "TemplateView",
    "TrackView",
    "WithdrawalView",
    "WorklistPage",
    "count_by_state",
    "count_own_open_cases",
    "find_own_case",
    "find_own_draft",
    "find_own_phone",
    "get_case",
    "get_draft",
    "get_duty",
    "get_own_case",
    "get_own_correction",
    "get_own_withdrawal",
    "get_posting",
    "list_open_of_person",
    "list_opinion_templates",
    "list_own_cases",
    "list_postings",
    "list_silent_permits",
    "list_worklist",
    "open_case_evidence",
    "open_case_file",
    "open_case_paper",
    "open_draft_file",
    "open_linked_paper",
    "open_own_paper",
    "preview_hand_over",
    "track",
    "track_from",
]
