"""The key that makes a repeated call do nothing twice."""

from typing import Annotated

from ninja import Header

# Any name of the parameter reads the same header; 80 visible signs of ASCII.
RequestKey = Annotated[
    str | None,
    Header(
        None,
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,80}$",
        description=(
            "强烈建议带上，1 到 80 个可见的 ASCII 字符，每次办理用一个新的（如 UUID）。"
            "断线后用同一个键、同样的内容重发，不会办第二次，得到第一次的回答；"
            "同一个键带了别的内容，回答 409。不带的话，重发就会再办一次。"
        ),
    ),
]
