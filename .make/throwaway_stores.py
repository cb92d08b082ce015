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

    def _as_owner(self, program, *arguments, feed=None):
        command = ["runuser", "-u", USER, "--", self._programs.with_name(program), *arguments]
        run(command, stdout=subprocess.DEVNULL, cwd="/", input=feed, text=True)

    def _fill(self, data, port):
        """Make users and databases; no list of processes shows what comes by standard input."""
        wanted = {(u.username, u.password, u.path.strip("/")) for u in self._databases}
        statements = []
        for user, password, name in (map(urllib.parse.unquote, url) for url in wanted):
            secret = password.replace("'", "''")
            statements.append(f"create role \"{user}\" login password '{secret}';")
            statements.append(f'create database "{name}" owner "{user}";')
        psql = ("psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", data, "-p", str(port), "-f", "-")
        self._as_owner(*psql, feed="\n".join(statements))

    def _start_redis(self):
        url = self._redis_urls[0] if self._redis_urls else urllib.parse.urlsplit("redis://")
        settings = [f"bind {self._address}", f"port {url.port or 6379}", 'save ""']
        settings.append(f"dir {self._folder}")
        if url.password:
            settings.append(f'requirepass "{urllib.parse.unquote(url.password)}"')
        self._redis = subprocess.Popen(
            ["redis-server", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        self._redis.stdin.write("\n".join(settings) + "\n")
        self._redis.stdin.close()

    def stop(self):
        data = self._folder / "postgres"
        if (data / "postmaster.pid").exists():
            self._as_owner("pg_ctl", "-D", data, "-m", "immediate", "stop")
        if self._redis is not None:
            self._redis.terminate()
            self._redis.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
