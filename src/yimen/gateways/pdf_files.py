"""Looking at an uploaded PDF without opening it: head, end and encryption, by its bytes alone."""

import re

from yimen.rules.errors import N_, RuleViolation

# Readers find the end mark within the last kilobyte; some writers add a few bytes after it.
_TAIL = 1024
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")


class CannotReadPdf(RuleViolation):
    """The head or the end of a PDF is missing."""

    code = "files.pdf_unreadable"
    template = N_("这个 PDF 文件不完整或者已经损坏，请重新导出后再传。")


class CannotTakeEncryptedPdf(RuleViolation):
    """Nobody at the counter could open it."""

    code = "files.pdf_encrypted"
    template = N_("这个 PDF 文件加了密码，窗口打不开，请去掉密码后再传。")


def probe_pdf(data: bytes) -> None:
    """Refuse with CannotReadPdf or CannotTakeEncryptedPdf, else say nothing.

    This is a check of form, not of safety: an uploaded file is never executed and is shown only by a
    browser's own viewer. Encryption is looked for in the trailer as text; one hidden in a compressed
    cross-reference stream of another writer's making still shows `/Encrypt` in that stream's dictionary.
    """
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-_TAIL:]:
        raise CannotReadPdf(field="file")
    if _ENCRYPTED.search(data):
        raise CannotTakeEncryptedPdf(field="file")
