# SPDX-License-Identifier: Apache-2.0
"""How far a job of a start is: what its progress bars count, as vLLM draws them.

vLLM reads shards with a bar a line (model_executor/model_loader/weight_utils.py, _BAR_FORMAT) and captures graphs with
tqdm's own, which overwrites itself (v1/worker/gpu_model_runner.py, v1/worker/gpu/cudagraph_utils.py; 0.10 to 0.33).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rigwise.core.words import phrase

SHARDS, GRAPHS = "shards", "graphs"
MOST = 1_000_000  # shards or graphs of one bar; a line that counts more is not vLLM's

_BAR = re.compile(
    r"(?P<name>Loading [\w ]*?checkpoint shards|Multi-thread loading [\w ]*?shards|Capturing CUDA ?graphs?(?: shapes)?)"
    r"\s*(?:\((?P<bar>[^)]*)\))?:[^|]*?\d{1,3}% ?(?:Completed )?\|(?:[^|]*\|)? *(?P<done>\d{1,7})/(?P<total>\d{1,7})\b"
)


@dataclass(frozen=True, slots=True)
class Progress:
    """done of total shards or graphs; bar: which of several, as vLLM names it ("decode, FULL")."""

    done: int
    total: int
    what: str = SHARDS
    bar: str = ""

    @property
    def share(self) -> float:
        return self.done / self.total

    @property
    def words(self) -> str:
        if self.what == SHARDS:
            return phrase("launch", "{done:,} of {total:,} files").format(done=self.done, total=self.total)
        if not self.bar:
            return phrase("launch", "{done:,} of {total:,} graphs").format(done=self.done, total=self.total)
        return phrase("launch", "{done:,} of {total:,} graphs ({kind})").format(
            done=self.done, total=self.total, kind=self.bar
        )


def progress_of(line: str) -> Progress | None:
    """What a bar in this line counts; None where it shows none."""
    if "%" not in line:  # nearly all lines, ten thousand times a second
        return None
    found = _BAR.search(line)
    if not found or not 0 < int(found["total"]) <= MOST:
        return None
    what = SHARDS if "shards" in found["name"] else GRAPHS
    total = int(found["total"])
    return Progress(min(int(found["done"]), total), total, what, found["bar"] or "")
