"""`/verify/how/`: how to check a paper without us; CI runs these very commands (`scripts/ci.d/10-pdfsig`)."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yimen.rules.errors import N_
from yimen.usecases.documents.verification import read_root_certificate, read_root_fingerprint
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest

ROOT_FILE = "yimen-root.pem"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One command as it is typed, what it is for, and what must be seen."""

    title: str
    command: str
    look_for: str


STEPS: tuple[Step, ...] = (
    Step(
        title=N_("核对根证书的指纹"),
        command="openssl x509 -in yimen-root.pem -noout -fingerprint -sha256",
        look_for=N_("和上面这一串逐组对照，一个字符也不能差。"),
    ),
    Step(
        title=N_("建一个空的证书库"),
        command="mkdir -p yimen-nss && certutil -N -d sql:yimen-nss --empty-password",
        look_for=N_("没有提示就是成了，当前文件夹里多了 yimen-nss。"),
    ),
    Step(
        title=N_("把根证书放进去"),
        command='certutil -A -d sql:yimen-nss -n yimen-root -t "CT,C,C" -i yimen-root.pem',
        look_for=N_("没有提示就是成了。"),
    ),
    Step(
        title=N_("验文书"),
        command="pdfsig -nssdir sql:yimen-nss paper.pdf",
        look_for=N_(
            "三句都要有：Signature is Valid（签名有效）、Total document signed（整份文件都签过）、"
            "Certificate is Trusted（证书可信）。出现 Digest Mismatch 就是内容被改过。"
        ),
    ),
)


@page("documents.verify")
def how(request: PageRequest) -> HttpResponse:
    """The root certificate with its fingerprint, and the commands."""
    context = {
        "root_url": reverse("portal:verify_root"),
        "fingerprint": _grouped(read_root_fingerprint()),
        "steps": [
            {"title": each.title, "command": each.command, "look_for": each.look_for} for each in STEPS
        ],
    }
    return render(request, "portal/verify_how.html", context)


@page("documents.verify")
def root_certificate(request: PageRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The root certificate for pdfsig and other programs, as a download."""
    response = HttpResponse(read_root_certificate(), content_type="application/x-pem-file")
    response["Content-Disposition"] = f'attachment; filename="{ROOT_FILE}"'
    return response


def _grouped(digest: str) -> list[str]:
    """Eight groups of four bytes, in the writing of openssl."""
    pairs = [digest[at : at + 2].upper() for at in range(0, len(digest), 2)]
    return [":".join(pairs[at : at + 4]) for at in range(0, len(pairs), 4)]
