"""Write the lock files from the requirements.in files: `make lock`.

One lock file a service, so that an image installs just its own, and one for building the bundle.
The services that share an environment are resolved together first, so that their lock files agree.
The lock files hold for Linux and macOS. What is left out on purpose is named in
`.make/overrides.txt`. A version that is locked stays as long as it fits;
`python3 .make/lock.py upgrade` takes the newest of all.
"""

import re
import sys
import tempfile
from pathlib import Path

from environments import ROOT, clean_environment, find_uv, run

HERE = ROOT / ".make"
GROUPS = {
    "3.10": ("bot", "actions"),
    "3.11": ("recommender", "recommender/pipeline", "knowledge_base", ".make"),
}


def resolve(uv, python, inputs, output, constraints):
    command = [uv, "pip", "compile", "--quiet", "--universal", "--no-header", "--no-annotate"]
    command += ["--python-version", python, "--override", HERE / "overrides.txt"]
    for file in constraints:
        command += ["--constraint", file]
    environment = clean_environment()
    # The CPU build is chosen at installation: the lock file names the version only.
    environment.pop("UV_TORCH_BACKEND", None)
    run([*command, "--output-file", output, *inputs], env=environment, cwd=ROOT)


def name_torch_once(lock):
    """Local builds of torch show up as separate lines by platform; the version is one."""
    lines = [line for line in lock.read_text().splitlines() if not line.startswith("torch==")]
    found = re.search(r"^torch==([\d.]+)", lock.read_text(), flags=re.M)
    if found:
        lines.append(f'torch=={found.group(1)} ; python_version >= "3.11"')
    lock.write_text("\n".join(sorted(lines, key=str.lower)) + "\n")


def main():
    uv = find_uv()
    for python, folders in GROUPS.items():
        inputs = [ROOT / folder / "requirements.in" for folder in folders]
        tests = ROOT / "tests" / "requirements.in"
        with tempfile.TemporaryDirectory() as scratch:
            joint = Path(scratch) / "joint.txt"
            locked = tests.with_name(f"requirements-{python}.lock")
            if "upgrade" not in sys.argv[1:]:
                # uv prefers the versions that it finds in the file it is to write.
                old = [locked, *(file.with_name("requirements.lock") for file in inputs)]
                joint.write_text("".join(file.read_text() for file in old if file.exists()))
            resolve(uv, python, [*inputs, tests], joint, [HERE / "constraints.txt"])
            name_torch_once(joint)
            for file in inputs:
                resolve(uv, python, [file], file.with_name("requirements.lock"), [joint])
                name_torch_once(file.with_name("requirements.lock"))
            resolve(uv, python, [tests], locked, [joint])
            name_torch_once(locked)


if __name__ == "__main__":
    main()
