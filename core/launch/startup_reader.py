# SPDX-License-Identifier: Apache-2.0
"""Read a start-up log of vLLM, line by line, in the spellings of every release from 0.2 to 0.33.

    reader = StartupLogReader()
    for line in lines:              # clean lines (core/launch/lines.py), with or without docker's and workers' prefixes
        reader.feed(line)
    log = reader.log                # at any time: what was said so far

    log = read_log(chunks)          # the same from chunks of bytes (a file, a container's stream)

The spellings are those of vLLM's own sources: engine/llm_engine.py, worker/{model_runner,worker}.py and
executor/executor_base.py until 0.8, v1/engine/core.py, v1/worker/{gpu_worker,gpu_model_runner,utils}.py,
v1/worker/gpu/model_runner.py, v1/core/kv_cache_{utils,planning}.py since.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from rigwise.core.launch.lines import Lines
from rigwise.core.launch.logged_settings import arguments, engine_settings
from rigwise.core.launch.startup_log import RankLog, Refusal, StartupLog
from rigwise.core.units import GIB

MOST_RANKS = 64  # workers of one machine; a log that names more is not vLLM's


def read_log(chunks: Iterable[bytes]) -> StartupLog:
    """The last start in a log that comes in chunks of bytes; memory stays bounded however long lines and log are."""
    lines, reader = Lines(), StartupLogReader()
    for chunk in chunks:
        for line in lines.feed(chunk):
            reader.feed(line)
    for line in lines.end():
        reader.feed(line)
    return reader.log


@dataclass(slots=True)
class StartupLogReader:
    """Takes a log line by line. After the server is ready nothing counts (people may talk to it about memory) until it
    starts anew; a new start replaces what was said of the one before."""

    _start: StartupLog = field(default_factory=StartupLog)
    _ranks: dict[str, RankLog] = field(default_factory=dict)

    @property
    def log(self) -> StartupLog:
        ranks = tuple(self._ranks[name] for name in sorted(self._ranks, key=_rank_order))
        return replace(self._start, ranks=tuple(map(_completed, ranks)))

    def feed(self, line: str) -> None:
        """One clean line."""
        if not _TELLING.search(line):
            return
        if _BEGINS.search(line) and (self._start.ready or self._start.refusal or self._ranks):
            self._start, self._ranks = StartupLog(), {}
        if self._start.ready:
            return
        for pattern, take in _SPELLINGS:
            found = pattern.search(line)
            if found:
                take(self, found, line)

    def _say(self, **values: Any) -> None:
        self._start = replace(self._start, **values)

    def _say_rank(self, line: str, **values: Any) -> None:
        name = _rank_name(line)
        if name in self._ranks or len(self._ranks) < MOST_RANKS:
            self._ranks[name] = replace(self._ranks.get(name, RankLog(name)), **values)

    # What a spelling tells. `found` is the match of its pattern below; where its groups are named as fields, they are these.

    def _start_fields(self, found: re.Match[str], line: str) -> None:
        self._say(**_values(found))

    def _rank_fields(self, found: re.Match[str], line: str) -> None:
        self._say_rank(line, **_values(found))

    def _refuse(self, reason: str, values: dict[str, Any]) -> None:
        # vLLM repeats its error once a process; the first has all numbers
        if self._start.refusal is None:
            self._say(refusal=Refusal(reason, **values))

    def _engine(self, found: re.Match[str], line: str) -> None:
        self._say(**engine_settings(found["config"]))
        if found["version"]:
            self._say(version=found["version"].lstrip("v"))

    def _arguments(self, found: re.Match[str], line: str) -> None:
        said = arguments(found["arguments"])
        self._say(arguments=said)
        given = dict(said)
        for name in ("block_size", "max_num_batched_tokens"):
            if isinstance(given.get(name), int):
                self._say(**{name: given[name]})

    def _read(self, found: re.Match[str], line: str) -> None:
        self._say(loaded_seconds=max(float(found["seconds"]), self._start.loaded_seconds or 0.0))

    def _profiled_06(self, found: re.Match[str], line: str) -> None:
        total, utilization = _gib(found["total"]), float(found["utilization"])
        self._say_rank(
            line,
            total=total,
            utilization=utilization,
            requested=round(total * utilization),
            non_torch=_gib(found["non_torch"]),
            available_kv=_gib(found["kv"]),
        )
        weights = self._ranks[_rank_name(line)].weights if _rank_name(line) in self._ranks else None
        if weights is not None:  # the peak counts the weights
            self._say_rank(line, activation=max(0, _gib(found["peak"]) - weights))

    def _available(self, found: re.Match[str], line: str) -> None:
        # without a prefix several ranks are one: the smallest counts
        size, known = _gib(found["gib"]), self._ranks.get(_rank_name(line))
        if known is None or known.available_kv is None or size < known.available_kv:
            self._say_rank(line, available_kv=size)

    def _non_kv(self, found: re.Match[str], line: str) -> None:
        values = _values(found)
        if "consumed" in values:
            values.pop("activation")  # the peak there counts what stays
        self._say_rank(line, **values)

    def _graphs_share(self, found: re.Match[str], line: str) -> None:
        """Only the share of the card is said: bytes follow when its total is known (`_completed`)."""
        share = round(float(found["now"]) - float(found["without"]), 4)
        self._say_rank(line, utilization=float(found["now"]))
        known = self._ranks.get(_rank_name(line))
        if known is not None and known.graphs_estimated is None and known.total:
            self._say_rank(line, graphs_estimated=round(share * known.total))

    def _smallest(self, found: re.Match[str], line: str) -> None:
        # until 0.10 every rank says its own
        for name, value in _values(found).items():
            known = getattr(self._start, name)
            self._say(**{name: value if known is None else min(value, known)})

    def _concurrency(self, found: re.Match[str], line: str) -> None:
        values, known = _values(found), self._start.max_concurrency
        self._say(**values)
        if known is not None:
            self._say(max_concurrency=min(known, values["max_concurrency"]))

    def _ready(self, found: re.Match[str], line: str) -> None:
        self._say(ready=True)

    def _no_free_memory(self, found: re.Match[str], line: str) -> None:
        self._rank_fields(found, line)
        self._refuse("free-memory", {})

    def _no_kv_memory(self, found: re.Match[str], line: str) -> None:
        self._refuse("no-kv-memory", {})

    def _kv_too_small(self, found: re.Match[str], line: str) -> None:
        self._refuse("kv-too-small", {"max_model_len": self._start.max_model_len, **_values(found)})

    def _too_many_sequences(self, found: re.Match[str], line: str) -> None:
        self._refuse("sequences-beyond-states", _values(found))


def _values(found: re.Match[str]) -> dict[str, Any]:
    """What the groups that are named as fields tell."""
    return {name: _AS.get(name, _int)(text) for name, text in found.groupdict().items() if text is not None}


def _gib(text: str) -> int:
    return round(float(text) * GIB)


def _int(text: str) -> int:
    return int(text.replace(",", "").replace("_", ""))


def _float(text: str) -> float:
    return float(text.replace(",", ""))


_AS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("version",), str),
    **dict.fromkeys(("utilization", "load_seconds", "max_concurrency"), _float),
    **dict.fromkeys(
        (
            "weights", "total", "free_at_start", "requested", "activation", "non_torch", "consumed", "graphs_estimated",
            "graphs", "available_kv", "required_kv",
        ),
        _gib,
    ),
}  # fmt: skip


def _completed(rank: RankLog) -> RankLog:
    """Fill in what follows: the peak of 0.26 and later counts the graphs' estimate, where one was taken off."""
    if rank.consumed is not None and rank.activation is not None and rank.graphs_estimated and rank.requested:
        taken = rank.requested - rank.consumed - (rank.available_kv or 0)
        if abs(taken - rank.activation) < abs(taken - rank.activation - rank.graphs_estimated):
            rank = replace(rank, activation=max(0, rank.activation - rank.graphs_estimated))
    if rank.requested is None and rank.total is not None and rank.utilization is not None:
        rank = replace(rank, requested=round(rank.total * rank.utilization))
    return rank


_PROCESS = re.compile(r"\(([A-Za-z]\w*(?:[ -]\w+)*?(?: rank=\d+)?)(?: +pid=\d+)[^)]*\)")
_RANKED = re.compile(r"(DP|PP|TP|EP)_?(\d+)|rank=(\d+)|Worker-(\d+)")


def _rank_name(line: str) -> str:
    """ "PP0 TP1" for "(Worker_PP0_TP1 pid=7) INFO …"; "" for the only worker. Engines that wrap a worker do not count,
    except that a data-parallel engine without workers of its own is the worker."""
    names = _PROCESS.findall(line[:300])
    found = _RANKED.findall(names[-1]) if names else []
    parts = []
    for kind, number, rank, worker in found:
        if kind and kind != "EP":
            parts.append(f"{kind}{number}")
        elif rank or worker:
            parts.append(f"TP{rank or worker}")
    return " ".join(parts)


def _rank_order(name: str) -> tuple[tuple[str, int], ...]:
    return tuple((kind, int(number)) for kind, number in re.findall(r"([A-Z]+)(\d+)", name))


_G = r"(-?\d+(?:\.\d+)?) ?Gi?[Bb]"  # 0.4 to 0.7 wrote GB and meant GiB; 0.6.3 wrote "Gib"


def _named(name: str) -> str:
    return _G.replace("(-", f"(?P<{name}>-", 1)


_SHARE = r"(?P<utilization>\d\.\d+)"
_AT_START = r"Free memory on device(?: \S+)? \((?P<free_at_start>-?[\d.]+)/(?P<total>[\d.]+) GiB\) on startup"
_Take = Callable[[StartupLogReader, "re.Match[str]", str], None]
_SPELLINGS: tuple[tuple[re.Pattern[str], _Take], ...] = tuple(
    (re.compile(pattern), take)
    for pattern, take in (
        (
            r"Initializing an? (?:V[01] )?LLM engine(?: \((?P<version>v[^)]+)\))? with config: (?P<config>.*)",
            StartupLogReader._engine,
        ),
        (r"vLLM API server version (?P<version>\d[\w.+]*)", StartupLogReader._start_fields),
        (r"[▀▄█] +version (?P<version>\d[\w.+]*)", StartupLogReader._start_fields),
        (r"(?:non-default args: |\bargs: Namespace)(?P<arguments>[({].*)", StartupLogReader._arguments),
        (
            rf"(?:Loading model weights|Model loading) took {_named('weights')}"
            r"(?:(?: memory)? and (?P<load_seconds>\d+(?:\.\d+)?) seconds)?",
            StartupLogReader._rank_fields,
        ),
        (r"Loading weights took (?P<seconds>\d+(?:\.\d+)?) seconds", StartupLogReader._read),
        (
            rf"Memory profiling results: total_gpu_memory={_named('total')}.*peak_torch_memory={_named('peak')}"
            rf".*non_torch_memory={_named('non_torch')} kv_cache_size={_named('kv')} gpu_memory_utilization={_SHARE}",
            StartupLogReader._profiled_06,
        ),
        (
            rf"total_gpu_memory \({_named('total')}\) x gpu_memory_utilization \({_SHARE}\) = {_named('requested')}",
            StartupLogReader._rank_fields,
        ),
        (
            rf"model weights take {_named('weights')};(?: non_torch_memory takes {_named('non_torch')};)?"
            rf" PyTorch activation peak memory takes {_named('activation')};"
            rf" the rest of the memory reserved for KV Cache is {_named('available_kv')}",
            StartupLogReader._rank_fields,
        ),
        (rf"Available KV cache memory: {_named('gib')}", StartupLogReader._available),
        (
            rf"Initial free memory: {_named('free_at_start')}; Requested memory: {_SHARE} \(util\), {_named('requested')}",
            StartupLogReader._rank_fields,
        ),
        (
            rf"Total non KV cache memory: {_G}; torch peak memory increase: {_named('activation')};"
            rf"(?: non-torch forward increase memory: {_named('non_torch')};)?"
            rf"(?: total consumed \(from mem_get_info\): {_named('consumed')};)?",
            StartupLogReader._non_kv,
        ),
        (
            rf"{_AT_START}\. Desired GPU memory utilization is \((?P<utilization>[\d.]+), {_named('requested')}\)\."
            rf" Actual usage is (?:{_named('consumed')} for consumed memory \(weights \+ non-torch\)"
            rf"|{_named('weights')} for weight), {_named('activation')} for peak activation,"
            rf"(?: {_named('non_torch')} for non-torch memory,)? and {_named('graphs')} for CUDAGraph memory\."
            r"(?:.*?--kv-cache-memory=(?P<kv_to_limit>-?\d+)`.*?--kv-cache-memory=(?P<kv_to_card>-?\d+)`)?"
            rf"(?:.*?Current kv cache memory in use is {_named('available_kv')})?",
            StartupLogReader._rank_fields,
        ),
        (
            rf"(?<!Encoder )[Gg]raph capturing finished in \d+ secs?, took {_named('graphs')}",
            StartupLogReader._rank_fields,
        ),
        (rf"Estimated CUDA graph memory: {_named('graphs_estimated')}", StartupLogReader._rank_fields),
        (
            rf"CUDA graph pool memory: {_named('graphs')} \(actual\), {_named('graphs_estimated')} \(estimated\)",
            StartupLogReader._rank_fields,
        ),
        (
            r"CUDA graph memory profiling is enabled.*?gpu-memory-utilization=(?P<now>\d\.\d+)"
            r" is equivalent to (?:--gpu-memory-utilization=)?(?P<without>\d\.\d+)",
            StartupLogReader._graphs_share,
        ),
        (
            r"(?:GPU|CPU|XPU)(?: \+ host)? KV cache size: (?P<kv_cache_tokens>[\d,]+) tokens",
            StartupLogReader._smallest,
        ),
        (r"(?:# (?i:GPU|cuda) blocks|num_gpu_blocks is): (?P<num_blocks>\d+)", StartupLogReader._smallest),
        (
            r"Maximum concurrency for (?P<concurrency_len>[\d,]+) tokens per request: (?P<max_concurrency>[\d.,]+)x",
            StartupLogReader._concurrency,
        ),
        (r"Setting (?:attention|kv cache) block size to (?P<block_size>\d+)", StartupLogReader._start_fields),
        (r"Using max model len (?P<max_model_len>\d+)", StartupLogReader._start_fields),
        (r"Auto-fit max_model_len: reduced from \d+ to (?P<max_model_len>\d+)", StartupLogReader._start_fields),
        (
            r"Chunked prefill is enabled with max_num_batched_tokens=(?P<max_num_batched_tokens>\d+)",
            StartupLogReader._start_fields,
        ),
        (r"Application startup complete|Uvicorn running on ", StartupLogReader._ready),
        (
            rf"{_AT_START} is less than desired GPU memory utilization"
            rf" \((?P<utilization>[\d.]+), {_named('requested')}\)",
            StartupLogReader._no_free_memory,
        ),
        (r"No available memory for the cache blocks", StartupLogReader._no_kv_memory),
        (
            rf"(?:max seq len \((?P<max_model_len>\d+)\), )?\(?{_named('required_kv')} KV cache is needed, which is larger"
            rf" than the available KV cache memory \({_named('available_kv')}\)"
            r"(?:.*?estimated maximum model length is (?P<estimated_max_model_len>[\d,]+))?",
            StartupLogReader._kv_too_small,
        ),
        (
            r"max seq len \((?P<max_model_len>\d+)\) is larger than the maximum number of tokens that can be stored in KV"
            r" cache \((?P<kv_cache_tokens>\d+)\)",
            StartupLogReader._kv_too_small,
        ),
        (
            r"max_num_seqs \(\d+\) exceeds available Mamba cache blocks \((?P<most_sequences>\d+)\)",
            StartupLogReader._too_many_sequences,
        ),
    )
)
_BEGINS = re.compile(r"vLLM API server version|[▀▄█] +version |non-default args: ")
# a line without any of these says nothing here: most lines are done after this one look
_TELLING = re.compile(
    r"LLM engine|API server version|[▀▄█] +version |args: |took |profiling|total_gpu_memory|model weights take|KV cache"
    r"|on device|CUDA graph|blocks|Maximum concurrency|block size|max model len|max_model_len|max seq len|batched_tokens"
    r"|startup complete|Uvicorn running|free memory|non KV"
)
