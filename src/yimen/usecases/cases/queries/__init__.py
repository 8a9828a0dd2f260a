"""Questions about cases and drafts; every answer is a frozen value."""

from yimen.usecases.cases.queries.case_page import CaseView, get_case
from yimen.usecases.cases.queries.colleagues import TemplateView, list_opinion_templates
from yimen.usecases.cases.queries.consent_links import ConsentLink, find_consent_link
from yimen.usecases.cases.queries.copy_sheets import get_copy_sheet
from yimen.usecases.cases.queries.correcting import (
    CorrectionView,
    WithdrawalView,
    get_own_correction,
    get_own_withdrawal,
)
from yimen.usecases.cases.queries.counts import count_by_state
from yimen.usecases.cases.queries.drafts import DraftView, find_own_draft, get_draft
from yimen.usecases.cases.queries.due_people import DuePeople, list_due
from yimen.usecases.cases.queries.duplicates import OpenCase, list_open_of_person
from yimen.usecases.cases.queries.duty import DutyPage, get_duty
from yimen.usecases.cases.queries.files import (
    find_case_paper,
    open_case_evidence,
    open_case_file,
    open_case_paper,
    open_draft_file,
    open_linked_paper,
    open_own_paper,
)
from yimen.usecases.cases.queries.filters import Whose, WorklistFilter
from yimen.usecases.cases.queries.hand_over import HandOverPreview, preview_hand_over
from yimen.usecases.cases.queries.handouts import Handout, LargePrint, get_handout, get_large_print
from yimen.usecases.cases.queries.intake import IntakeDesk, get_intake_desk, list_visit, search_here
from yimen.usecases.cases.queries.listing import CaseList, list_cases
from yimen.usecases.cases.queries.own_cases import OwnCases, list_own_cases
from yimen.usecases.cases.queries.own_lookups import (
    OwnCaseKey,
    count_own_open_cases,
    find_own_case,
    find_own_phone,
)
from yimen.usecases.cases.queries.postings import PostingsPage, PostingView, get_posting, list_postings
from yimen.usecases.cases.queries.reviews import ReviewedFile, ReviewPage, review_case_files
from yimen.usecases.cases.queries.searching import SearchPage, search_cases
from yimen.usecases.cases.queries.silent import SilentPermits, list_silent_permits
from yimen.usecases.cases.queries.summary import CaseSummary, find_case
from yimen.usecases.cases.queries.tracking import NotTracked, TrackView, get_own_case, track
from yimen.usecases.cases.queries.tracking_from import track_from
from yimen.usecases.cases.queries.unanswered import list_unanswered_renewals
from yimen.usecases.cases.queries.village import VillageDesk, get_village_desk, list_handed_over
from yimen.usecases.cases.queries.village_case import (
    ProxyCase,
    get_proxy_case,
    get_proxy_correction,
    open_proxy_file,
    open_proxy_paper,
)
from yimen.usecases.cases.queries.village_intake import (
    IntakeView,
    VillageItem,
    get_intake,
    list_village_items,
)
from yimen.usecases.cases.queries.worklist import WorklistPage, list_worklist

__all__ = [
    "CaseList",
    "CaseSummary",
    "CaseView",
    "ConsentLink",
    "CorrectionView",
    "DraftView",
    "DuePeople",
    "DutyPage",
    "HandOverPreview",
    "Handout",
    "IntakeDesk",
    "IntakeView",
    "LargePrint",
    "NotTracked",
    "OpenCase",
    "OwnCaseKey",
    "OwnCases",
    "PostingView",
    "PostingsPage",
    "ProxyCase",
    "ReviewPage",
    "ReviewedFile",
    "SearchPage",
    "SilentPermits",
    "TemplateView",
    "TrackView",
    "VillageDesk",
    "VillageItem",
    "Whose",
    "WithdrawalView",
    "WorklistFilter",
    "WorklistPage",
    "count_by_state",
    "count_own_open_cases",
    "find_case",
    "find_case_paper",
    "find_consent_link",
    "find_own_case",
    "find_own_draft",
    "find_own_phone",
    "get_case",
    "get_copy_sheet",
    "get_draft",
    "get_duty",
    "get_handout",
    "get_intake",
    "get_intake_desk",
    "get_large_print",
    "get_own_case",
    "get_own_correction",
    "get_own_withdrawal",
    "get_posting",
    "get_proxy_case",
    "get_proxy_correction",
    "get_village_desk",
    "list_cases",
    "list_due",
    "list_handed_over",
    "list_open_of_person",
    "list_opinion_templates",
    "list_own_cases",
    "list_postings",
    "list_silent_permits",
    "list_unanswered_renewals",
    "list_village_items",
    "list_visit",
    "list_worklist",
    "open_case_evidence",
    "open_case_file",
    "open_case_paper",
    "open_draft_file",
    "open_linked_paper",
    "open_own_paper",
    "open_proxy_file",
    "open_proxy_paper",
    "preview_hand_over",
    "review_case_files",
    "search_cases",
    "search_here",
    "track",
    "track_from",
]
