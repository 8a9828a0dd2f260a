"""What people, programs and clipboards put into a field that nobody expects there."""

LONG = 1_000_000

HOSTILE: dict[str, str] = {
    "NUL": "a\0b",
    "full-width digits": "１２３４５６７８９０",
    "digits that are none": "²",
    "digits of another script": "٣٤٥",
    "beyond 64 bits": "9" * 30,
    "beyond 63 bits": "9223372036854775808",
    "negative": "-1",
    "no number": "NaN",
    "too large a float": "1e400",
    "lone surrogate": "\ud800",
    "turned around": "\u202eexe.\u2066gpj",
    "invisible": "\u200b\u200d\ufeff",
    "emoji": "😀👨‍👩‍👧‍👦",
    "combining flood": "a" + "\u0301" * 3000,
    "ligature that grows": "ﷺ" * 400,
    "markup": '"><script>alert(1)</script>',
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "format": "{0}{public_url}%s%n{",
    "statement": "'; DROP TABLE cases_case; --",
    "path": "../../../../etc/passwd",
    "header": "a\r\nSet-Cookie: x=1",
    "no date": "2026-02-30",
    "last date": "9999-12-31",
    "first date": "0001-01-01",
    "year of five digits": "12026-01-01",
    "time of no day": "2026-11-20T25:61",
    "private use and noncharacter": "\ue000\uffff\U0010ffff",
    "list": "[1,2,3]",
    "nothing but white space": " \u3000\t ",
    "very long": "长" * 3000,
}
SCRIPT = "<script>alert(1)"
