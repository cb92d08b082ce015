import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
import yaml

from knowledge_base.resources import __main__ as commands
from knowledge_base.resources.linkcheck.progress import Shown
from tests.knowledge_base.resources.linkserver import LinkServer
from tests.knowledge_base.resources.own_thread import in_own_thread

ROOT = Path(__file__).resolve().parents[3]
Links = Callable[..., None]
OPTIONS = ("check-links", "--pause", "0", "--allow-private")


def main(arguments: list[str]) -> int:
    return in_own_thread(commands.main, arguments)


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with LinkServer() as server:
        yield server


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: LinkServer) -> Links:
    """Make a catalogue of links to the server the one that ships."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    monkeypatch.setenv("TECHHUB_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("KNOWLEDGE_BASE_CATALOGUE", str(folder))
    monkeypatch.setenv("KNOWLEDGE_BASE_CONTACT", "cuidado@example.org")
    monkeypatch.delenv("KNOWLEDGE_BASE_DATABASE_URL", raising=False)

    def write(*paths: str) -> None:
        fixed = {"language": "es", "level": "basico", "kind": "tool", "description": "D."}
        rest = {"tags": ["a"], "free": True, "offline": False}
        empty = dict.fromkeys(("author", "megabytes", "licence"))
        items = [
            fixed | rest | empty | {"id": f"r-{n}", "title": path, "url": f"{server.url}/{path}"}
            for n, path in enumerate(paths)
        ]
        text = yaml.safe_dump({"topic": "prueba", "resources": items})
        (folder / "prueba.yaml").write_text(text, "utf-8")

    return write


def test_two_runs_find_a_link_dead_and_it_is_listed(
    publish: Links, server: LinkServer, capsys: pytest.CaptureFixture[str]
) -> None:
    publish("200", "404", "to/301/200", "500")
    assert main([*OPTIONS]) == 0
    assert "0 muertos, 1 mudados, 2 dudosos, 1 buenos" in capsys.readouterr().out
    assert main([*OPTIONS, "--max-age", "0"]) == 0
    assert "1 muertos, 1 mudados, 1 dudosos, 1 buenos" in capsys.readouterr().out
    (agent,) = server.agents
    assert "cuidado@example.org" in agent
    assert main(["links"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["muerto", "mudado", "dudoso", "bueno"]
    assert main(["links", "--dead"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("\t")[1:4] == [f"{server.url}/404", "r-1", "contestó 404"]


def test_what_was_checked_lately_is_left_out(
    publish: Links, server: LinkServer, capsys: pytest.CaptureFixture[str]
) -> None:
    publish("200")
    main([*OPTIONS])
    publish("200", "204")
    assert main([*OPTIONS]) == 0
    assert "1 enlaces por revisar, 1 revisados hace poco" in capsys.readouterr().out
    assert server.asked == {"HEAD /200": 1, "HEAD /204": 1}


@pytest.mark.parametrize(
    ("kill", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_run_that_is_cut_off_goes_on_where_it_was(
    publish: Links, server: LinkServer, kill: signal.Signals, status: int
) -> None:
    publish("200", "204", "hold", "to/302/200")
    command = [sys.executable, "-m", "knowledge_base.resources", *OPTIONS, "--timeout", "600"]
    # The links of one host come one after the other: the third is open when it is cut off.
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Tests that run in the background ignore SIGINT, and so would this.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        assert server.held.wait(60), "the third link was never asked for"
        running.send_signal(kill)
        assert running.wait(60) == status
    finally:
        running.kill()
        running.wait()
    server.released.set()
    asked = dict(server.asked)
    assert main([*OPTIONS]) == 0
    again = {path for path, times in server.asked.items() if times > asked.get(path, 0)}
    # The page behind the redirect is a link of its own, too.
    assert again == {"HEAD /hold", "HEAD /to/302/200", "HEAD /200"}
    assert server.asked["HEAD /204"] == 1


def test_a_run_without_a_network_fails_and_judges_nothing(
    publish: Links, server: LinkServer, capsys: pytest.CaptureFixture[str]
) -> None:
    publish("200")
    folder = Path(os.environ["KNOWLEDGE_BASE_CATALOGUE"])
    text = (folder / "prueba.yaml").read_text("utf-8")
    (folder / "prueba.yaml").write_text(text.replace(server.url, "http://nada.invalid"), "utf-8")
    assert main([*OPTIONS]) == 1
    assert "¿hay internet?" in capsys.readouterr().out
    assert main(["links"]) == 0
    assert capsys.readouterr().out == ""


def test_a_database_that_is_away_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KNOWLEDGE_BASE_DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/d")
    assert main([*OPTIONS]) == 1
    said = capsys.readouterr().err
    assert said.startswith("la base de datos no responde") and "secret" not in said


@pytest.mark.parametrize("wrong", ["muñoz@example.org", "a\nb: c"])
def test_a_contact_that_no_header_holds_is_refused(
    publish: Links, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    publish("200")
    monkeypatch.setenv("KNOWLEDGE_BASE_CONTACT", wrong)
    assert main([*OPTIONS]) == 1


@pytest.mark.parametrize("wrong", ["-1", "nan", "inf", "x"])
def test_a_pause_that_is_none_is_refused(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check-links", f"--pause={wrong}"])
    assert "--pause" in capsys.readouterr().err


def test_progress_is_lines_where_there_is_no_terminal() -> None:
    out = StringIO()
    with Shown(26, out) as shown:
        for number in range(26):
            shown.step(number == 3)
    assert out.getvalue().splitlines() == ["[25/26] 1 muerto", "[26/26] 1 muerto"]


def test_progress_is_a_bar_on_a_terminal() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    with Shown(2, out) as shown:
        shown.step(True)
        shown.step(True)
    assert re.search(r"2/2.*2 muertos", out.getvalue())


def test_every_command_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    found = re.search(r"\{([a-z,-]+)\}", capsys.readouterr().out)
    readme = (ROOT / "knowledge_base" / "README.md").read_text("utf-8")
    assert found
    for command in found[1].split(","):
        assert f"`python -m knowledge_base.resources {command}" in readme, command
