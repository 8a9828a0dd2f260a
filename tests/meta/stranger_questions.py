"""A stranger with nothing but a file of their own learns nothing; certificates are the operator's."""

from tests.meta.question import LATER, Question
from yimen.gateways.installed import installed
from yimen.rules.access import PUBLIC, system_actor
from yimen.rules.verdicts import Verdict

QUESTIONS = {
    "documents.verify_file": Question(
        rightful=PUBLIC,
        ask=lambda his: {
            "now": LATER,
            "content": installed().files.read(his.decision.paper.file_sha256),
            "address": "192.0.2.9",
        },
        guess={"content": b"%PDF-1.7 of my own\n%%EOF\n"},
        is_nothing=lambda said: said.verdict is Verdict.UNSIGNED and said.particulars is None,
    ),
    "documents.list_certificates": Question(rightful=system_actor("yimen keys"), ask=lambda _: {}),
}
