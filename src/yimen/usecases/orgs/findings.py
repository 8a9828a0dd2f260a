"""What was found in the rows of an imported file: refused as a whole, or kept with the answer."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.orgs import Finding, Severity
from yimen.usecases.shared.recording import JSON


class RowsRefused(RuleViolation):
    """Rows of a file cannot be written, and nobody said to leave them out."""

    code: ClassVar[str] = "imports.rows_refused"
    template: ClassVar[str] = N_(
        "有 {count} 处错误，什么也没有写入。请照上面逐行的提示改好文件再导入；"
        "只想导入没有问题的行，就加上 --partial。"
    )

    def __init__(
        self,
        findings: Sequence[Finding],
        *,
        count: int | None = None,
        unlisted: Mapping[str, int] | None = None,
    ) -> None:
        """Of many findings the first are listed: `count` errors in all, `unlisted` by their code."""
        self.findings = tuple(findings)
        self.unlisted = dict(unlisted or {})
        super().__init__(field="file", count=count_errors(findings) if count is None else count)


def count_errors(findings: Sequence[Finding]) -> int:
    """How many of them block their row."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def plain_findings(findings: Sequence[Finding]) -> JSON:
    """Findings as plain values, to be kept with the answer of an action."""
    return [
        {
            "line": finding.line,
            "severity": finding.severity.value,
            "code": finding.code,
            "template": finding.template,
            "values": {name: str(value) for name, value in finding.values.items()},
            "column": finding.column,
        }
        for finding in findings
    ]


def read_findings(plain: JSON) -> tuple[Finding, ...]:
    """The findings that `plain_findings` made plain."""
    rows = plain if isinstance(plain, list) else []
    return tuple(_read(row) for row in rows if isinstance(row, Mapping))


def _read(row: Mapping[str, JSON]) -> Finding:
    line, values = row["line"], row["values"]
    return Finding(
        line=line if isinstance(line, int) else 0,
        severity=Severity(str(row["severity"])),
        code=str(row["code"]),
        template=str(row["template"]),
        values=values if isinstance(values, dict) else {},
        column=str(row["column"]),
    )
