import asyncio
import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from knowledge_base.resources.linkcheck.addresses import (
    NameUnknown,
    PrivateAddress,
    address_of,
    is_public,
)
from knowledge_base.resources.linkcheck.look import look
from knowledge_base.resources.linkcheck.requests import Answer, Asker, Manners
from knowledge_base.resources.linkcheck.run import Outcome, Run
from knowledge_base.resources.links import MOVED, OK, UNSURE, Finding
from tests.knowledge_base.resources.linkserver import LinkServer
from tests.knowledge_base.resources.own_thread import in_own_thread

MANNERS = Manners("tests (nadie@example.org)", pause_s=0, timeout_s=20, allow_private=True)


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with LinkServer() as server:
        yield server


async def _to_loopback(host: str, port: int, allow_private: bool) -> str:
    """Find every host of the tests on this machine, and no other."""
    if host.endswith(".invalid"):
        raise NameUnknown(host)
    return "127.0.0.1"


def seen(url: str, manners: Manners = MANNERS) -> Finding:
    async def once() -> Finding:
        async with Asker(manners) as asker:
            return await look(asker, url)

    return in_own_thread(asyncio.run, once())


def run(urls: list[str], at_once: int = 8) -> tuple[list[Finding], Outcome]:
    found: list[Finding] = []

    async def all_of_them() -> Outcome:
        async with Asker(MANNERS, _to_loopback) as asker:
            return await Run(asker, at_once, found.append).over(urls)

    outcome = in_own_thread(asyncio.run, all_of_them())
    return found, outcome


@pytest.mark.parametrize(
    ("path", "status", "gone", "reason"),
    [
        ("200", OK, False, ""),
        ("no-head", OK, False, ""),
        ("hang-up-head", OK, False, ""),
        ("hang-up", UNSURE, False, "no se pudo conectar"),
        ("to/302/200", OK, False, ""),
        ("to/301/200", MOVED, False, "se mudó a {url}/200"),
        ("to/308/to/301/200", MOVED, False, "se mudó a {url}/200"),
        ("to/301/to/302/200", MOVED, False, "se mudó a {url}/to/302/200"),
        ("to/302/to/301/200", OK, False, ""),
        ("to/301/404", UNSURE, True, "contestó 404"),
        ("404", UNSURE, True, "contestó 404"),
        ("410", UNSURE, True, "contestó 410"),
        ("403", UNSURE, False, "contestó 403"),
        ("500", UNSURE, False, "contestó 500"),
        ("429", UNSURE, False, "contestó 429"),
        ("to/302/to/302/to/302/to/302/to/302/to/302/200", UNSURE, False, "redirige más de 5 veces"),
        ("away/302/ftp:", UNSURE, False, "lleva a una dirección que no es de la web"),
        ("away/302/http://[roto", UNSURE, False, "lleva a una dirección que no se puede abrir"),
        ("wait-once", OK, False, ""),
    ],
)
def test_what_a_link_leads_to(
    server: LinkServer, path: str, status: str, gone: bool, reason: str
) -> None:
    finding = seen(f"{server.url}/{path}")
    assert (finding.status, finding.gone) == (status, gone)
    assert finding.reason == reason.format(url=server.url)


def test_a_page_is_asked_for_only_where_its_head_is_refused(server: LinkServer) -> None:
    seen(f"{server.url}/200")
    assert server.asked == {"HEAD /200": 1}
    seen(f"{server.url}/404")
    assert server.asked["GET /404"] == 1
    assert server.agents == {"tests (nadie@example.org)"}


def test_a_server_that_says_nothing_is_not_waited_for(server: LinkServer) -> None:
    finding = seen(f"{server.url}/hold", replace(MANNERS, timeout_s=0.2))
    assert (finding.status, finding.reason) == (UNSURE, "no contestó a tiempo")


def test_a_closed_port_is_unsure() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        finding = seen(f"http://127.0.0.1:{closed.getsockname()[1]}/")
    assert (finding.status, finding.gone) == (UNSURE, False)
    assert finding.reason == "no se pudo conectar"


def test_a_plain_server_has_no_certificate(server: LinkServer) -> None:
    finding = seen(server.url.replace("http:", "https:") + "/200")
    assert (finding.status, finding.reason) == (UNSURE, "su certificado no vale")


def test_nothing_inside_is_opened(server: LinkServer) -> None:
    outside = replace(MANNERS, allow_private=False)
    assert seen(f"{server.url}/200", outside).reason == "lleva a una red privada; no se abre"
    assert seen(f"http://localhost:{server.port}/200", outside).reason.startswith("lleva a una red")
    assert not server.asked


def test_a_redirect_to_what_is_inside_is_not_followed(server: LinkServer) -> None:
    async def first_is_public(host: str, port: int, allow_private: bool) -> str:
        if host == "fuera.example.org":
            return "127.0.0.1"
        return await address_of(host, port, allow_private)

    async def once() -> Finding:
        async with Asker(replace(MANNERS, allow_private=False), first_is_public) as asker:
            url = f"http://fuera.example.org:{server.port}/away/302/http://127.0.0.1:{server.port}"
            return await look(asker, url)

    assert in_own_thread(asyncio.run, once()).reason == "lleva a una red privada; no se abre"
    assert sum(server.asked.values()) == 1


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_of_this_machine_is_private() -> None:
    with pytest.raises(PrivateAddress):
        in_own_thread(asyncio.run, address_of("127.0.0.1", 80))
    assert (
        in_own_thread(asyncio.run, address_of("127.0.0.1", 80, allow_private=True)) == "127.0.0.1"
    )


def test_a_host_is_never_asked_twice_at_once(server: LinkServer) -> None:
    hosts = [f"sitio{n}.example.org:{server.port}" for n in range(4)]
    paths = ["200", "404", "no-head", f"away/301/http://{hosts[0]}/200"]
    urls = [f"http://{host}/{path}?{n}" for host in hosts for path in paths for n in range(5)]
    found, _ = run(urls, at_once=16)
    assert len(found) == len(urls)
    assert set(server.most_at_once) == set(hosts)
    assert set(server.most_at_once.values()) == {1}


def test_no_more_links_at_once_than_said() -> None:
    now = most = 0

    class Slow:
        async def ask(self, url: str) -> Answer:
            nonlocal now, most
            now += 1
            most = max(most, now)
            for _ in range(5):
                await asyncio.sleep(0)
            now -= 1
            return Answer(200, "", None)

    found: list[Finding] = []
    urls = [f"https://sitio{n}.example.org/" for n in range(20)]
    in_own_thread(asyncio.run, Run(Slow(), 3, found.append).over(urls))
    assert (most, len(found)) == (3, 20)


def test_a_host_that_asks_for_a_day_is_left_alone(server: LinkServer) -> None:
    found, outcome = run([f"{server.url}/wait-long", f"{server.url}/200", f"{server.url}/404"])
    assert [one.reason for one in found] == ["contestó 429"]
    assert outcome.left_for_later == 2
    assert server.asked == {"HEAD /wait-long": 1}


def test_names_that_do_not_exist_count_only_while_others_answer(server: LinkServer) -> None:
    lost = ["https://uno.invalid/", "https://dos.invalid/"]
    found, outcome = run(lost)
    assert (found, outcome.without_network) == ([], 2)
    found, outcome = run([*lost, f"{server.url}/200"])
    assert {one.url for one in found if one.gone} == set(lost)
    assert outcome.without_network == 0


def test_a_network_that_goes_in_the_middle_kills_no_link() -> None:
    asked: list[str] = []

    class Fading:
        async def ask(self, url: str) -> Answer:
            asked.append(url)
            if len(asked) > 1:
                raise NameUnknown(url)
            return Answer(200, "", None)

    found: list[Finding] = []
    urls = [f"https://sitio{n}.example.org/" for n in range(3)]
    outcome = in_own_thread(asyncio.run, Run(Fading(), 1, found.append).over(urls))
    assert [one.status for one in found] == [OK]
    assert outcome.without_network == 2
