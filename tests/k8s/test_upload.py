"""The newest copy goes to the bucket, by the script that the CronJob runs."""

from __future__ import annotations

import os
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.k8s.rendering import K8S, Manifests

CLAIM = "knowledge-base-backups"


@pytest.fixture
def upload(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A folder of copies, and the environment in which `aws` writes down what it is asked."""
    programs, copies = tmp_path / "bin", tmp_path / "copies"
    programs.mkdir()
    copies.mkdir()
    aws = programs / "aws"
    aws.write_text('#!/bin/sh\necho "$@"\n[ -e "$3" ]\n')
    aws.chmod(aws.stat().st_mode | stat.S_IXUSR)
    environment = {
        "PATH": f"{programs}:/usr/bin:/bin",
        "COPIES": str(copies),
        "BACKUP_BUCKET": "bucket",
    }
    return copies, environment


def bring(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    script = K8S / "components" / "backup-to-s3" / "newest.sh"
    return subprocess.run(
        ["sh", str(script)], env=environment, capture_output=True, text=True, check=False
    )


def test_the_newest_copy_is_brought_to_the_bucket(
    upload: tuple[Path, dict[str, str]],
) -> None:
    copies, environment = upload
    moments = (hours_ago(1), hours_ago(26) + "-sin-hubs", hours_ago(9000))
    for seconds, moment in enumerate(moments):
        copy = copies / f"techhub-{moment}.thb"
        copy.write_text("")
        # A file's own time changes when a folder is moved.
        os.utime(copy, (seconds, seconds))
    (copies / f".techhub-{hours_ago(0)}.thb.part").write_text("")
    done = bring(environment)
    assert done.returncode == 0
    assert done.stdout.split()[:4] == [
        "s3",
        "cp",
        f"{copies}/techhub-{moments[0]}.thb",
        "s3://bucket/",
    ]


def test_without_a_copy_the_upload_fails(upload: tuple[Path, dict[str, str]]) -> None:
    done = bring(upload[1])
    assert (done.returncode, done.stdout) == (1, "") and "no copy of the last day" in done.stderr


@pytest.mark.parametrize("tail", ["", "-sin-hubs"])
@pytest.mark.parametrize(("hours", "code"), [(23, 0), (25, 1)])
def test_the_copy_of_another_day_is_not_brought_again(
    upload: tuple[Path, dict[str, str]], hours: int, code: int, tail: str
) -> None:
    """Its days in the bucket would begin anew."""
    copies, environment = upload
    (copies / f"techhub-{hours_ago(hours)}{tail}.thb").write_text("")
    done = bring(environment)
    assert (done.returncode, bool(done.stdout)) == (code, code == 0)


def hours_ago(hours: int) -> str:
    """A moment, as the backup writes it into the name of a copy."""
    return f"{datetime.now(UTC) - timedelta(hours=hours):%Y-%m-%dT%H%M%SZ}"


def test_the_upload_reads_what_the_backup_writes(production: Manifests) -> None:
    def volumes(name: str) -> set[str]:
        specs = production.pod(name).spec["volumes"]
        return {
            one["persistentVolumeClaim"]["claimName"]
            for one in specs
            if "persistentVolumeClaim" in one
        }

    assert volumes("backup-upload") == volumes("knowledge-base-backup") == {CLAIM}
    mounts = production.pod("backup-upload").containers[0]["volumeMounts"]
    (own,) = [mount for mount in mounts if mount["name"] == "backups"]
    assert own["readOnly"] is True
