"""The four mechanisms of relation give the same world to the bit, compiled or plain."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from relation_support import play

HERE = Path(__file__).parent


def test_compiled_equals_plain():
    env = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", "from relation_support import play; print(play()[0])"],
                         env=env, capture_output=True, text=True, check=True)
    digest, w = play()
    assert run.stdout.strip() == digest
    for name in ("tension", "fear", "legitimacy", "skill", "status", "norm", "distress", "alienation", "fatigue"):
        assert ((w.inmates[name] >= 0) & (w.inmates[name] <= 1)).all()
