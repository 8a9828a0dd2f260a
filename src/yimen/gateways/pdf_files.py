"""Looking at an uploaded PDF without opening it: head, end and encryption, by its bytes alone."""

import re

from yimen.rules.errors import N_, RuleViolation

# Readers find the end mark within the last kilobyte; some writers add a few bytes after it.
_TAIL = 1024
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")
# Long names only: a short one like /JS stands in any large file by accident. A name may be written with
# hexadecimal signs, so these are read first.
_ACTING = re.compile(rb"/(?:JavaScript|Launch|RichMedia|ImportData)(?![A-Za-z])")
_HEX_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")


class CannotReadPdf(RuleViolation):
    """The head or the end of a PDF is missing."""

    code = "files.pdf_unreadable"
    template = N_("这个 PDF 文件不完整或者已经损坏，请重新导出后再传。")


class CannotTakeEncryptedPdf(RuleViolation):
    """Nobody at the counter could open it."""

    code = "files.pdf_encrypted"
    template = N_("这个 PDF 文件加了密码，窗口打不开，请去掉密码后再传。")


class CannotTakeActingPdf(RuleViolation):
    """It wants to run something when it is opened."""

    code = "files.pdf_acting"
    template = N_("这个 PDF 里带着会自己运行的内容，不能收。请把它打印成新的 PDF 再传，或者直接拍照。")


def probe_pdf(data: bytes) -> None:
    """Refuse with CannotReadPdf, CannotTakeEncryptedPdf or CannotTakeActingPdf, else say nothing.

    This is a check of form, not of safety: an uploaded file is never executed and is shown only by a
    browser's own viewer. Encryption is looked for in the trailer as text; one hidden in a compressed
    cross-reference stream of another writer's making still shows `/Encrypt` in that stream's dictionary.
    What acts is seen where it stands in the open; nothing is unpacked to look for more.
    """
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-_TAIL:]:
        raise CannotReadPdf(field="file")
    if _ENCRYPTED.search(data):
        raise CannotTakeEncryptedPdf(field="file")
    if _ACTING.search(data) or _ACTING.search(_HEX_SIGN.sub(_plain_sign, data)):
        raise CannotTakeActingPdf(field="file")


def _plain_sign(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode("ascii"))
