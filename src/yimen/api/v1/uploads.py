"""`POST /files`: a file comes by itself, and the act that needs it names its key."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from yimen.api.shared.answers import answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.keys import RequestKey
from yimen.http.limits import true_size
from yimen.usecases.documents.keeping import keep_upload

router = Router(tags=["files"])


class KeptFile(Schema):
    """A file that waits for its act."""

    key: UUID = Field(description="办理时用这个键指这个文件")
    name: str
    media_type: str
    size: int
    sha256: str
    until: datetime = Field(description="到这个时间没有用，键就失效")


@router.post(
    "",
    auth=Post("documents.keep_upload"),
    response=answers({201: KeptFile}, 409, 413, 422),
    operation_id="upload_file",
    summary="先上传文件",
)
def upload_file(
    request: CallRequest,
    file: Annotated[UploadedFile, File(description="PDF、JPG 或 PNG，不超过 20 MB")],
    key: RequestKey = None,
) -> Status[dict[str, Any]]:
    """上传照片或扫描件，得到一个键；收件、补正、入户、张贴、撤回等办理时用这个键指它。

    是什么文件看内容，不看文件名。键只有上传的人能用，20 小时内有效；没有用上的，一天后删除。
    """
    found = keep_upload(
        actor=request.auth,
        now=request.now,
        name=file.name or "",
        content=file.read(),
        true_size=true_size(file),
        request_key=key,
    )
    told = {
        "key": found.file_id,
        "name": found.name,
        "media_type": found.media_type,
        "size": found.size,
        "sha256": found.sha256,
        "until": found.until,
    }
    return Status(201, told)
