"""Set up the two Python environments, once, and again only when a lock file has changed.

`python3 .make/environments.py run` installs what the pods need, `... test` what the tests need on
top. It runs on any Python from 3.8 on, before anything is installed, so it imports nothing else.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / ".venvs"
STATE = ROOT / ".make" / "state"

# Name, the Pythons that will do (best first), the folders whose lock files it takes, bytes on disk.
ENVIRONMENTS = (
    ("chat", ("3.10",), ("bot", "actions"), "1.7 GB"),
    (
        "services",
        ("3.11", "3.12", "3.13"),
        ("recommender", "recommender/pipeline", "knowledge_base", ".make"),
        "3.5 GB",
    ),
)


def say(text):
    print("techhub: " + text, flush=True)


def run(command, **kwargs):
    """Run a command and end with its own words when it fails."""
    done = subprocess.run([str(part) for part in command], **kwargs)
    if done.returncode:
        raise SystemExit("techhub: this failed: " + " ".join(str(part) for part in command))


def clean_environment():
    """The caller's environment, less what would slow the installed packages down."""
    environment = dict(os.environ)
    # Without bytecode TensorFlow and sentence-transformers take twice as long to import.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    # uv does not read pip's settings; a folder of wheels named to pip serves uv as well.
    places = environment.get("PIP_FIND_LINKS", "").split()
    if places:
        environment.setdefault("UV_FIND_LINKS", ",".join(places))
    if not any(holds_torch(place) for place in places):
        environment.setdefault("UV_TORCH_BACKEND", "cpu")
    return environment


def holds_torch(place):
    """Whether a place named to pip is a folder on this machine with a build of torch."""
    folder = place[len("file://") :] if place.startswith("file://") else place
    return any(Path(folder).expanduser().glob("torch-*.whl"))


def answer_of(python, code):
    """What a Python prints for `code`; None where it does not start or fails."""
    try:
        done = subprocess.run(
            [str(python), "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode().strip()


def works(python, versions, with_pip=False):
    """Whether `python` starts, is one of these versions and, if asked, can bring pip along."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    if with_pip:
        # uv makes an environment without either; Debian packs ensurepip apart.
        code = "import ensurepip, venv; " + code
    return answer_of(python, code) in versions


def find_python(versions, with_pip=False):
    """The first working interpreter of these versions, on PATH or by pyenv, or None."""
    pyenv = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv"))) / "versions"
    for version in versions:
        names = [shutil.which("python" + version), shutil.which("python3")]
        names += sorted(str(path) for path in pyenv.glob(version + ".*/bin/python"))
        for name in names:
            if name and works(name, (version,), with_pip):
                return name
    return None


def find_uv():
    """uv from PATH or from PyPI into a folder of its own; None where only plain pip can be had."""
    if os.environ.get("TECHHUB_INSTALLER") == "pip":
        return None
    if shutil.which("uv"):
        return shutil.which("uv")
    uv = ROOT / ".uv" / "bin" / "uv"
    if not uv.exists():
        say("fetching uv, the installer (20 MB)")
        fetch_uv(ROOT / ".uv")
    return str(uv) if uv.exists() else None


def fetch_uv(folder):
    """Install uv into `folder`, by whatever of venv, pip and apt this Python has."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    if answer_of(sys.executable, "import ensurepip, venv") is None:
        # Debian and Ubuntu pack ensurepip apart; a pip that is there needs no environment.
        if answer_of(sys.executable, "import pip") is not None:
            subprocess.run([*pip, "--upgrade", "--target", str(folder), "uv"])
            return
        install_venv_module()
    run([sys.executable, "-m", "venv", "--clear", folder])
    subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", "uv"])


def install_venv_module():
    """Bring Debian's package from apt where nobody need be asked, or say which it is."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("installing " + package)
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["update", "-qq"], ["install", "-y", "-qq", package]):
            subprocess.run(["apt-get", *command], env=quiet, stdout=subprocess.DEVNULL)
    if answer_of(sys.executable, "import ensurepip, venv") is None:
        raise SystemExit(
            "techhub: Python's venv module is missing. On Debian or Ubuntu: "
            "apt-get install python3-venv (" + package + " for this Python)"
        )


def locks_for(folders, python_minor, with_tests):
    locks = [ROOT / folder / "requirements.lock" for folder in folders]
    if with_tests:
        locks.append(ROOT / "tests" / f"requirements-{python_minor}.lock")
    return locks


def fingerprint(locks, python):
    digest = hashlib.sha256(str(python).encode())
    for lock in locks:
        digest.update(lock.read_bytes())
    return digest.hexdigest()


def install(uv, name, python, versions, locks):
    target = VENVS / name
    environment = clean_environment()
    # An environment whose interpreter was upgraded away cannot be repaired, only made anew.
    usable = works(target / "bin" / "python", versions)
    if uv:
        if not usable:
            make = [uv, "venv", "--quiet", "--clear", "--python", python or versions[0]]
            run([*make, target], env=environment)
        sync = [uv, "pip", "sync", "--quiet", "--compile-bytecode"]
        run([*sync, "--python", target / "bin" / "python", *locks], env=environment)
        return
    if not (usable and (target / "bin" / "pip").exists()):
        python = find_python(versions, with_pip=True)
        if python is None:
            raise SystemExit(
                f"techhub: Python {versions[0]} with its venv module is needed "
                f"(on Debian or Ubuntu python{versions[0]}-venv): install it, or uv"
            )
        run([python, "-m", "venv", "--clear", target], env=environment)
    files = [part for lock in locks for part in ("-r", lock)]
    # The lock files are whole: resolving again could only bring in what was left out on purpose.
    run([target / "bin" / "pip", "install", "--quiet", "--no-deps", *files], env=environment)


def set_up(name, versions, folders, size, with_tests):
    """Install one environment unless it already holds exactly what its lock files say."""
    marker = STATE / (name + ".installed")
    python = find_python(versions)
    minor = "3.10" if name == "chat" else "3.11"
    for wanted in (True,) if with_tests else (False, True):
        locks = locks_for(folders, minor, wanted)
        if marker.exists() and marker.read_text() == fingerprint(locks, python):
            if works(VENVS / name / "bin" / "python", versions):
                return
    say(f"installing environment {name} ({size} on disk)")
    locks = locks_for(folders, minor, with_tests)
    install(find_uv(), name, python, versions, locks)
    STATE.mkdir(parents=True, exist_ok=True)
    marker.write_text(fingerprint(locks, python))


def main():
    goal = sys.argv[1] if len(sys.argv) > 1 else "run"
    if goal not in ("run", "test"):
        raise SystemExit("usage: environments.py run|test")
    for name, versions, folders, size in ENVIRONMENTS:
        set_up(name, versions, folders, size, goal == "test")


if __name__ == "__main__":
    main()
