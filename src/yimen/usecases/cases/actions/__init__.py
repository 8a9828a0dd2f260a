"""What can be done with drafts and cases, one verb a file."""

from yimen.usecases.cases.actions.accept import accept
from yimen.usecases.cases.actions.acknowledge_oversight import acknowledge_oversight
from yimen.usecases.cases.actions.add_note import add_note
from yimen.usecases.cases.actions.answer import answer
from yimen.usecases.cases.actions.answer_consent import answer_consent
from yimen.usecases.cases.actions.ask_consent import ask_consent
from yimen.usecases.cases.actions.assign import assign
from yimen.usecases.cases.actions.attach_file import attach_file
from yimen.usecases.cases.actions.claim import claim
from yimen.usecases.cases.actions.close import close
from yimen.usecases.cases.actions.conclude import conclude
from yimen.usecases.cases.actions.confirm import confirm
from yimen.usecases.cases.actions.consult import consult
from yimen.usecases.cases.actions.decline import decline
from yimen.usecases.cases.actions.deem_accepted import deem_accepted
from yimen.usecases.cases.actions.deem_renewed import deem_renewed
from yimen.usecases.cases.actions.deliver import deliver
from yimen.usecases.cases.actions.drop_opinion_template import drop_opinion_template
from yimen.usecases.cases.actions.end_consultation import end_consultation
from yimen.usecases.cases.actions.end_publicity import end_publicity
from yimen.usecases.cases.actions.extend import extend
from yimen.usecases.cases.actions.file_for_neighbor import file_for_neighbor
from yimen.usecases.cases.actions.find_neighbor import find_neighbor
from yimen.usecases.cases.actions.find_not_needed import find_not_needed
from yimen.usecases.cases.actions.forward import forward
from yimen.usecases.cases.actions.grant import grant
from yimen.usecases.cases.actions.hand_over import hand_over
from yimen.usecases.cases.actions.issue_one_time_notice import issue_one_time_notice
from yimen.usecases.cases.actions.issue_publicity_sheet import issue_publicity_sheet
from yimen.usecases.cases.actions.lapse import lapse
from yimen.usecases.cases.actions.look_up_person import look_up_person
from yimen.usecases.cases.actions.name_overseer import name_overseer
from yimen.usecases.cases.actions.not_confirm import not_confirm
from yimen.usecases.cases.actions.notify_hearing import notify_hearing
from yimen.usecases.cases.actions.open_copy_sheet import open_copy_sheet
from yimen.usecases.cases.actions.pass_on import pass_on
from yimen.usecases.cases.actions.print_due_list import print_due_list
from yimen.usecases.cases.actions.receive import receive
from yimen.usecases.cases.actions.record_first_check import record_first_check
from yimen.usecases.cases.actions.record_objection import record_objection
from yimen.usecases.cases.actions.record_posting import record_posting
from yimen.usecases.cases.actions.record_progress import record_progress
from yimen.usecases.cases.actions.record_removal import record_removal
from yimen.usecases.cases.actions.record_result import record_result
from yimen.usecases.cases.actions.record_visit import record_visit
from yimen.usecases.cases.actions.refuse import refuse
from yimen.usecases.cases.actions.remind_silent import remind_silent
from yimen.usecases.cases.actions.remove_file import remove_file
from yimen.usecases.cases.actions.reopen import reopen
from yimen.usecases.cases.actions.resume import resume
from yimen.usecases.cases.actions.return_prefiling import return_prefiling
from yimen.usecases.cases.actions.reveal import reveal
from yimen.usecases.cases.actions.review import review
from yimen.usecases.cases.actions.revoke_consent import revoke_consent
from yimen.usecases.cases.actions.save_draft import save_draft
from yimen.usecases.cases.actions.save_opinion_template import save_opinion_template
from yimen.usecases.cases.actions.schedule_hearing import schedule_hearing
from yimen.usecases.cases.actions.send_back import send_back
from yimen.usecases.cases.actions.send_back_oversight import send_back_oversight
from yimen.usecases.cases.actions.set_oversight_rules import set_oversight_rules
from yimen.usecases.cases.actions.settle import settle
from yimen.usecases.cases.actions.submit import submit
from yimen.usecases.cases.actions.supplement import supplement
from yimen.usecases.cases.actions.suspend import suspend
from yimen.usecases.cases.actions.take_in import take_in
from yimen.usecases.cases.actions.take_in_lacking import take_in_lacking
from yimen.usecases.cases.actions.take_in_list import take_in_list
from yimen.usecases.cases.actions.terminate import terminate
from yimen.usecases.cases.actions.unassign import unassign
from yimen.usecases.cases.actions.undo import undo
from yimen.usecases.cases.actions.void import void
from yimen.usecases.cases.actions.withdraw import withdraw

__all__ = [
    "accept",
    "acknowledge_oversight",
    "add_note",
    "answer",
    "answer_consent",
    "ask_consent",
    "assign",
    "attach_file",
    "claim",
    "close",
    "conclude",
    "confirm",
    "consult",
    "decline",
    "deem_accepted",
    "deem_renewed",
    "deliver",
    "drop_opinion_template",
    "end_consultation",
    "end_publicity",
    "extend",
    "file_for_neighbor",
    "find_neighbor",
    "find_not_needed",
    "forward",
    "grant",
    "hand_over",
    "issue_one_time_notice",
    "issue_publicity_sheet",
    "lapse",
    "look_up_person",
    "name_overseer",
    "not_confirm",
    "notify_hearing",
    "open_copy_sheet",
    "pass_on",
    "print_due_list",
    "receive",
    "record_first_check",
    "record_objection",
    "record_posting",
    "record_progress",
    "record_removal",
    "record_result",
    "record_visit",
    "refuse",
    "remind_silent",
    "remove_file",
    "reopen",
    "resume",
    "return_prefiling",
    "reveal",
    "review",
    "revoke_consent",
    "save_draft",
    "save_opinion_template",
    "schedule_hearing",
    "send_back",
    "send_back_oversight",
    "set_oversight_rules",
    "settle",
    "submit",
    "supplement",
    "suspend",
    "take_in",
    "take_in_lacking",
    "take_in_list",
    "terminate",
    "unassign",
    "undo",
    "void",
    "withdraw",
]
