"""A study as a SLURM array of parts, on one node made of Debian's packages; skipped where they are not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from study_support import SWEEP, write

HERE = Path(__file__).parent
TOOLS = ("slurmctld", "slurmd", "munged", "sbatch", "scancel")

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not all(shutil.which(x) for x in TOOLS),
    reason="needs root and Debian's slurmctld, slurmd, slurm-client, munge")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    place = tmp_path_factory.mktemp("slurm")
    script = str(HERE / "slurm_one_node.sh")
    up = subprocess.run(["bash", script, "up", str(place)], capture_output=True, text=True, timeout=120)
    if up.returncode:
        subprocess.run(["bash", script, "down", str(place)], capture_output=True)
        pytest.skip(f"SLURM does not come up here: {up.stderr[-200:]}")
    yield {**os.environ, "SLURM_CONF": str(place / "slurm.conf")}
    subprocess.run(["bash", script, "down", str(place)], capture_output=True)


def test_an_array_of_parts_cancelled_and_sent_again_ends_the_same(cluster, tmp_path):
    path = write(tmp_path, SWEEP)
    command = f"{sys.executable} -m detente study {path} --out {tmp_path}/shared --jobs 1 --no-figures"

    def send(wait: bool) -> str:
        words = ["sbatch", "--parsable", "-o", str(tmp_path / "%A_%a.out"), "--array=1-3", *(["-W"] if wait else []),
                 "--wrap", command + " --shard ${SLURM_ARRAY_TASK_ID}/3"]
        return subprocess.run(words, env=cluster, capture_output=True, text=True, check=True, timeout=300).stdout.strip()

    number = send(wait=False)
    subprocess.run(["scancel", "-s", "KILL", "--full", f"{number}_1"], env=cluster, check=True, timeout=60)
    send(wait=True)
    subprocess.run(command.split(), check=True, capture_output=True, timeout=300)
    alone = command.replace("shared", "alone")
    subprocess.run(alone.split(), check=True, capture_output=True, timeout=300)
    assert (tmp_path / "shared" / "runs.parquet").read_bytes() == (tmp_path / "alone" / "runs.parquet").read_bytes()
