"""Set up `.venv` from nothing but a Python: `bootstrap.py run` or `bootstrap.py test`. Standard library only.

A stamp of the lock file makes every further start instant. Messages go to stderr.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOWEST = (3, 11)
LOCKS = {"run": ("run",), "test": ("dev", "run")}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHINESE_FONTS = "/usr/share/fonts/**/NotoSansCJK*"
LAUNCHER = '#!/bin/sh\nexec "$(dirname -- "$0")/python" -m yimen "$@"\n'


def main(purpose: str) -> None:
    """Make ready for `run` or `test`."""
    if sys.version_info < LOWEST:
        _run_again_with_newer_python()
    # The packages for tests contain those for running, in the same versions.
    locks = [CHECKOUT / "requirements" / f"{name}.lock" for name in LOCKS[purpose]]
    if not (PYTHON.exists() and _is_stamped(locks[0])):
        _make_environment()
        _install(locks[0])
        _introduce_sources()
        for lock in locks:
            _stamp(lock).write_text(_stamp_text(lock), encoding="utf-8")
    if purpose == "test":
        _see_to_programs()


def _stamp(lock: Path) -> Path:
    return ENVIRONMENT / f".{lock.stem}-installed"


def _stamp_text(lock: Path) -> str:
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version_info[:2]} {CHECKOUT}\n"


def _is_stamped(lock: Path) -> bool:
    stamp = _stamp(lock)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _stamp_text(lock)


def _run_again_with_newer_python() -> None:
    for minor in range(20, LOWEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - no shell wanted
    _give_up("需要 Python 3.11 或更高版本，这台机器上没有找到。Debian/Ubuntu:apt-get install python3.11")


def _make_environment() -> None:
    if PYTHON.exists() and _works():
        return
    _say("建立 Python 运行环境 .venv")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(ENVIRONMENT)]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not _apt_install(f"python{version}-venv") and not _apt_install("python3-venv"):
        _give_up(f"缺少 venv。请先运行：sudo apt-get install python{version}-venv")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        _give_up(f"建不了 .venv:{done.stdout}{done.stderr}")


def _works() -> bool:
    """False for an environment whose Python was moved away, upgraded or lacks pip."""
    code = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])!r})"
    return subprocess.run([str(PYTHON), "-c", code], capture_output=True, check=False).returncode == 0


def _install(lock: Path) -> None:
    _say(f"安装软件包({lock.name}，第一次要一两分钟)")
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "--only-binary=:all:", "--no-compile", "-r", str(lock)]
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode != 0:
        _give_up("软件包没有装上（原因见上）。请检查网络，或设置 PIP_INDEX_URL 指向能用的镜像，再试一次。")
    _compile()


def _compile() -> None:
    """Compile on every core, what pip does on one; what does not compile is never imported either."""
    packages = ENVIRONMENT / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    command = [str(PYTHON), "-m", "compileall", "-qq", "-j", "0", str(packages)]
    subprocess.run(command, capture_output=True, check=False)


def _introduce_sources() -> None:
    done = subprocess.run(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    (Path(done.stdout.strip()) / "yimen.pth").write_text(f"{CHECKOUT / 'src'}\n", encoding="utf-8")
    launcher = ENVIRONMENT / "bin" / "yimen"
    launcher.write_text(LAUNCHER, encoding="ascii")
    launcher.chmod(0o755)


def _see_to_programs() -> None:
    has_browser = any(shutil.which(name) for name in BROWSERS)
    has_fonts = bool(glob.glob(CHINESE_FONTS, recursive=True))  # noqa: PTH207 - pathlib cannot glob from /
    missing = ([] if has_browser else ["chromium"]) + ([] if has_fonts else ["fonts-noto-cjk"])
    missing += [] if shutil.which("curl") else ["curl"]  # docs/use/api.md is carried out line by line
    if missing and not _apt_install(*missing):
        _give_up(f"测试缺少 {'、'.join(missing)}。请先运行：sudo apt-get install {' '.join(missing)}")


def _apt_install(*packages: str) -> bool:
    """Install by apt as root; False when that is not possible here."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    _say(f"用 apt-get 安装 {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", *command], env=quiet, capture_output=True, text=True, errors="replace", check=False
        )
        if done.returncode != 0 and command[0] == "install":
            _say(done.stderr.strip()[-600:])
            return False
    return True


def _say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


def _give_up(text: str) -> None:
    print(text, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {"run", "test"}:
        _give_up("用法：python3 scripts/bootstrap.py run|test")
    main(sys.argv[1])
