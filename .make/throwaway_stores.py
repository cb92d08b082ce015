"""A PostgreSQL and a Redis of Debian's, for as long as the pods run, where these reach them.

They hold what the URLs in the pods' settings name: users with their passwords, and a database each.
"""

import pwd
import shutil
import subprocess
import urllib.parse
from pathlib import Path

from environments import run

PROGRAMS = Path("/usr/lib/postgresql")
USER = "postgres"


class Stores:
    """Both servers under `folder`, listening on `address`; `network` is who may come in (CIDR).

    Raises SystemExit with a sentence where a program is missing or a server does not start.
    """

    def __init__(self, folder, address, network, urls):
        self._folder, self._address, self._network = Path(folder), address, network
        self._programs = max(PROGRAMS.glob("*/bin/pg_ctl"), default=None)
        self._redis = None
        if self._programs is None or not shutil.which("redis-server"):
            raise SystemExit(
                "techhub: apt-get install postgresql redis-server, for the stores of the pods"
            )
        found = [urllib.parse.urlsplit(url) for url in urls]
        self._databases = [url for url in found if url.scheme.startswith("postgres")]
        self._redis_urls = [url for url in found if url.scheme == "redis"]

    def start(self):
        self._folder.mkdir(parents=True, exist_ok=True)
        owner = pwd.getpwnam(USER)
        data = self._folder / "postgres"
        data.mkdir()
        shutil.chown(data, owner.pw_uid, owner.pw_gid)
        self._folder.chmod(0o755)
        self._as_owner(
            "initdb", "-D", data, "--auth-local=trust", "--auth-host=scram-sha-256", "-E", "UTF8"
        )
        with (data / "pg_hba.conf").open("a") as rules:
            rules.write(f"host all all {self._network} scram-sha-256\n")
        port = next((url.port for url in self._databases if url.port), 5432)
        options = f"-c listen_addresses={self._address} -c port={port} -k {data} -c fsync=off"
        self._as_owner("pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start")
        self._fill(data, port)
        self._start_redis()

    def _as_owner(self, program, *arguments):
        command = ["runuser", "-u", USER, "--", self._programs.with_name(program), *arguments]
        run(command, stdout=subprocess.DEVNULL, cwd="/")

    def _fill(self, data, port):
        for url in {(u.username, u.password, u.path.strip("/")) for u in self._databases}:
            user, password, name = (urllib.parse.unquote(part) for part in url)
            statements = (
                f"create role \"{user}\" login password '{password}'",
                f'create database "{name}" owner "{user}"',
            )
            for statement in statements:
                self._as_owner("psql", "-q", "-h", data, "-p", str(port), "-c", statement)

    def _start_redis(self):
        url = self._redis_urls[0] if self._redis_urls else urllib.parse.urlsplit("redis://")
        command = ["redis-server", "--bind", self._address, "--port", str(url.port or 6379)]
        command += ["--save", "", "--dir", str(self._folder), "--protected-mode", "no"]
        if url.password:
            command += ["--requirepass", urllib.parse.unquote(url.password)]
        self._redis = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self):
        data = self._folder / "postgres"
        if (data / "postmaster.pid").exists():
            self._as_owner("pg_ctl", "-D", data, "-m", "immediate", "stop")
        if self._redis is not None:
            self._redis.terminate()
            self._redis.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
