"""Copies of the journal's signed roots outside the database, so that its loss or rollback shows."""

import json
import os
from pathlib import Path
from typing import Protocol


class RootArchive(Protocol):
    """Keeps what was signed, by number."""

    def keep(self, number: int, text: str, signature: str, key_id: str) -> None:
        """Keep a copy; one that is there already is never overwritten."""
        ...

    def has(self, number: int) -> bool:
        """Whether a copy is there."""
        ...

    def agrees(self, number: int, text: str, signature: str) -> bool:
        """Whether the copy is there and says exactly this."""
        ...

    def highest(self) -> int:
        """The highest number kept, 0 for none."""
        ...


class DiskRootArchive:
    """One 0400 JSON file a root under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, number: int, text: str, signature: str, key_id: str) -> None:
        """Write, sync and link the file under its name; the first writer wins."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f".{number}.{os.getpid()}"
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"text": text, "signature": signature, "key_id": key_id}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o400)
        try:
            os.link(draft, self._path(number))
        except FileExistsError:
            pass
        finally:
            draft.unlink()

    def has(self, number: int) -> bool:
        """Whether the file is there."""
        return self._path(number).exists()

    def agrees(self, number: int, text: str, signature: str) -> bool:
        """Compare the file with what the database holds."""
        try:
            kept = json.loads(self._path(number).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(kept.get("text") == text and kept.get("signature") == signature)

    def highest(self) -> int:
        """Look through the folder."""
        return max((int(path.stem) for path in self._folder.glob("[0-9]*.json")), default=0)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:010d}.json"


class MemoryRootArchive:
    """The fake: copies in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[str, str]] = {}

    def keep(self, number: int, text: str, signature: str, key_id: str) -> None:  # noqa: ARG002 - the contract
        """Keep the first copy."""
        self._kept.setdefault(number, (text, signature))

    def has(self, number: int) -> bool:
        """Whether it is kept."""
        return number in self._kept

    def agrees(self, number: int, text: str, signature: str) -> bool:
        """Whether it says exactly this."""
        return self._kept.get(number) == (text, signature)

    def highest(self) -> int:
        """The highest number."""
        return max(self._kept, default=0)
