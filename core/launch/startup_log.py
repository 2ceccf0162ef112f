# SPDX-License-Identifier: Apache-2.0
"""What a start-up log of vLLM says about memory: one value from its lines, for every release from 0.2 to 0.33.

    reader = StartupLogReader()
    for line in lines:              # clean lines (core/launch/lines.py), with or without docker's and workers' prefixes
        reader.feed(line)
    log = reader.log                # at any time: what was said so far

    log = read_log(chunks)          # the same from chunks of bytes (a file, a container's stream)

The spellings are those of vLLM's own sources: engine/llm_engine.py, worker/{model_runner,worker}.py and
executor/executor_base.py until 0.8, v1/engine/core.py, v1/worker/{gpu_worker,gpu_model_runner,utils}.py,
v1/worker/gpu/model_runner.py, v1/core/kv_cache_{utils,planning}.py since. vLLM prints GiB with two decimals, so bytes
here are true to 5 MiB.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from rigwise.core.launch.lines import Lines
from rigwise.core.memory.speculative_config import SHORT, joined
from rigwise.core.problems import RigwiseError
from rigwise.core.units import GIB

MOST_RANKS = 64  # workers of one machine; a log that names more is not vLLM's
MOST_ARGUMENTS = 200


@dataclass(frozen=True, slots=True)
class RankLog:
    """What one worker said of its card, in bytes; None: it did not say (by release, log level, or because it failed).

    weights:          "Model loading took"; load_seconds with it.
    total, free_at_start: of the card, when the worker began; free is less its own context and communication.
    requested:        the share that vLLM may take (gpu_memory_utilization x total).
    utilization:      that share as a number.
    activation:       the profile run's peak beside what stays, without the graphs' estimate.
    non_torch:        what the profile run added outside torch's allocator (until 0.25).
    consumed:         weights and everything else that stays (from 0.26).
    graphs_estimated: what was taken off the KV budget for CUDA graphs (or would be); graphs: what they took.
    available_kv:     the KV budget.
    kv_to_limit, kv_to_card: KV budgets that vLLM itself proposes for --kv-cache-memory-bytes, exact: up to its share,
                      and up to the whole card, 150 MiB kept back.
    """

    rank: str = ""
    weights: int | None = None
    load_seconds: float | None = None
    total: int | None = None
    free_at_start: int | None = None
    requested: int | None = None
    utilization: float | None = None
    activation: int | None = None
    non_torch: int | None = None
    consumed: int | None = None
    graphs_estimated: int | None = None
    graphs: int | None = None
    available_kv: int | None = None
    kv_to_limit: int | None = None
    kv_to_card: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why vLLM did not start, with its numbers (bytes, tokens); None: not said.

    reason: "free-memory" (too little free at the start), "no-kv-memory" (none left for the cache), "kv-too-small"
            (one request does not fit), "sequences-beyond-states" (more sequences than recurrent states).
    """

    reason: str
    max_model_len: int | None = None
    required_kv: int | None = None
    available_kv: int | None = None
    estimated_max_model_len: int | None = None
    kv_cache_tokens: int | None = None
    most_sequences: int | None = None


@dataclass(frozen=True, slots=True)
class StartupLog:
    """One start.

    version:   "0.33.0"; "" when not said. model: as the engine names it.
    arguments: what differs from vLLM's defaults, as its API server lists it (argument name to value).
    dtype, max_model_len, tensor_parallel_size ...: the settings in force, from the engine's own line.
    max_num_batched_tokens: of chunked prefill.
    block_size: tokens, where the start sets it (hybrids, some kernels) or was told to.
    num_blocks: until 0.8. kv_cache_tokens, max_concurrency, concurrency_len: "GPU KV cache size", "Maximum concurrency".
    ranks:     one for each worker that spoke, in order of rank.
    ready:     it answered requests. loaded_seconds: reading the weights alone.
    """

    version: str = ""
    model: str = ""
    arguments: tuple[tuple[str, Any], ...] = ()
    dtype: str | None = None
    quantization: str | None = None
    kv_cache_dtype: str | None = None
    load_format: str | None = None
    enforce_eager: bool | None = None
    tensor_parallel_size: int | None = None
    pipeline_parallel_size: int | None = None
    data_parallel_size: int | None = None
    max_model_len: int | None = None
    max_num_batched_tokens: int | None = None
    block_size: int | None = None
    num_blocks: int | None = None
    kv_cache_tokens: int | None = None
    max_concurrency: float | None = None
    concurrency_len: int | None = None
    loaded_seconds: float | None = None
    ranks: tuple[RankLog, ...] = ()
    refusal: Refusal | None = None
    ready: bool = False

    @property
    def tightest(self) -> RankLog | None:
        """The worker with the smallest KV budget, which decides; what only another worker said stands for it too."""
        if not self.ranks:
            return None
        spoken = [rank for rank in self.ranks if rank.available_kv is not None] or self.ranks
        least = min(spoken, key=lambda rank: rank.available_kv or 0)
        said: dict[str, Any] = {
            name: next((value for rank in self.ranks if (value := getattr(rank, name)) is not None), None)
            for name in (field.name for field in fields(RankLog))
            if getattr(least, name) is None
        }
        return replace(least, **said)

    def argument(self, name: str) -> Any:
        """A value of `arguments`, None when it was left to vLLM."""
        return dict(self.arguments).get(name)

    @property
    def telling(self) -> bool:
        """It is a start-up log of vLLM: something was said of its version, weights, cache or refusal."""
        return bool(self.version or self.ranks or self.kv_cache_tokens or self.num_blocks or self.refusal)


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

    # What each spelling tells. `found` is the match of its pattern below.

    def _engine(self, found: re.Match[str], line: str) -> None:
        config = dict(_CONFIG.findall(found["config"]))
        values: dict[str, Any] = {}
        for theirs, ours in _CONFIG_NAMES.items():
            value = _value(config[theirs]) if theirs in config else None
            if value is not None and isinstance(value, _CONFIG_TYPES[ours]):
                values[ours] = value
        if "dtype" in values:
            values["dtype"] = values["dtype"].removeprefix("torch.")
        if found["version"]:
            values["version"] = found["version"].lstrip("v")
        self._say(**values)

    def _version(self, found: re.Match[str], line: str) -> None:
        self._say(version=found["version"])

    def _arguments(self, found: re.Match[str], line: str) -> None:
        said = found["arguments"]
        asked = _SPECULATIVE.search(said)
        if asked is not None:  # its fields are not the server's own
            said = said.replace(asked[0], "")
        pairs = [(name, _value(text)) for name, text in _ARGUMENT.findall(said)[:MOST_ARGUMENTS]]
        speculation = _speculation(asked[1] if asked else None, dict(pairs))
        if speculation is not None:
            pairs.append(("speculative_config", speculation))
        self._say(arguments=tuple(pairs))
        given = dict(pairs)
        for name in ("block_size", "max_num_batched_tokens"):
            if isinstance(given.get(name), int):
                self._say(**{name: given[name]})

    def _weights(self, found: re.Match[str], line: str) -> None:
        self._say_rank(line, weights=_gib(found["gib"]))
        if found["seconds"]:
            self._say_rank(line, load_seconds=float(found["seconds"]))

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

    def _budget_07(self, found: re.Match[str], line: str) -> None:
        self._say_rank(
            line,
            total=_gib(found["total"]),
            utilization=float(found["utilization"]),
            requested=_gib(found["requested"]),
        )

    def _profiled_07(self, found: re.Match[str], line: str) -> None:
        values: dict[str, Any] = {
            "weights": _gib(found["weights"]),
            "activation": _gib(found["activation"]),
            "available_kv": _gib(found["kv"]),
        }
        if found["non_torch"]:
            values["non_torch"] = _gib(found["non_torch"])
        self._say_rank(line, **values)

    def _available(self, found: re.Match[str], line: str) -> None:
        # without a prefix several ranks are one: the smallest counts
        size, known = _gib(found["gib"]), self._ranks.get(_rank_name(line))
        if known is None or known.available_kv is None or size < known.available_kv:
            self._say_rank(line, available_kv=size)

    def _free(self, found: re.Match[str], line: str) -> None:
        self._say_rank(
            line,
            free_at_start=_gib(found["free"]),
            utilization=float(found["utilization"]),
            requested=_gib(found["requested"]),
        )

    def _non_kv(self, found: re.Match[str], line: str) -> None:
        values = {"activation": _gib(found["peak"])}
        if found["non_torch"]:
            values["non_torch"] = _gib(found["non_torch"])
        if found["consumed"]:
            values["consumed"] = _gib(found["consumed"])
            values.pop("activation")  # the peak there counts what stays
        self._say_rank(line, **values)

    def _usage(self, found: re.Match[str], line: str) -> None:
        values: dict[str, Any] = {
            "free_at_start": _gib(found["free"]),
            "total": _gib(found["total"]),
            "utilization": float(found["utilization"]),
            "requested": _gib(found["requested"]),
            "activation": _gib(found["activation"]),
            "graphs": _gib(found["graphs"]),
        }
        if found["consumed"]:
            values["consumed"] = _gib(found["consumed"])
        if found["weights"]:
            values["weights"] = _gib(found["weights"])
        if found["non_torch"]:
            values["non_torch"] = _gib(found["non_torch"])
        for name, text in (("kv_to_limit", found["limit"]), ("kv_to_card", found["card"])):
            if text:
                values[name] = int(text)
        if found["now"]:
            values["available_kv"] = _gib(found["now"])
        self._say_rank(line, **values)

    def _graphs(self, found: re.Match[str], line: str) -> None:
        self._say_rank(line, graphs=_gib(found["gib"]))

    def _graphs_estimated(self, found: re.Match[str], line: str) -> None:
        self._say_rank(line, graphs_estimated=_gib(found["gib"]))

    def _graphs_both(self, found: re.Match[str], line: str) -> None:
        self._say_rank(line, graphs=_gib(found["actual"]), graphs_estimated=_gib(found["estimated"]))

    def _graphs_share(self, found: re.Match[str], line: str) -> None:
        """Only the share of the card is said: bytes follow when its total is known (`_completed`)."""
        share = round(float(found["now"]) - float(found["without"]), 4)
        self._say_rank(line, utilization=float(found["now"]))
        known = self._ranks.get(_rank_name(line))
        if known is not None and known.graphs_estimated is None and known.total:
            self._say_rank(line, graphs_estimated=round(share * known.total))

    def _tokens(self, found: re.Match[str], line: str) -> None:
        # until 0.10 every rank says its own, and the smallest counts
        tokens = _int(found["tokens"])
        self._say(kv_cache_tokens=min(tokens, self._start.kv_cache_tokens or tokens))

    def _blocks(self, found: re.Match[str], line: str) -> None:
        blocks = _int(found["blocks"])
        self._say(num_blocks=min(blocks, self._start.num_blocks or blocks))

    def _concurrency(self, found: re.Match[str], line: str) -> None:
        times = float(found["times"].replace(",", ""))
        known = self._start.max_concurrency
        self._say(concurrency_len=_int(found["length"]), max_concurrency=times if known is None else min(times, known))

    def _block_size(self, found: re.Match[str], line: str) -> None:
        self._say(block_size=_int(found["size"]))

    def _length(self, found: re.Match[str], line: str) -> None:
        self._say(max_model_len=_int(found["length"]))

    def _batch(self, found: re.Match[str], line: str) -> None:
        self._say(max_num_batched_tokens=_int(found["tokens"]))

    def _ready(self, found: re.Match[str], line: str) -> None:
        self._say(ready=True)

    def _no_free_memory(self, found: re.Match[str], line: str) -> None:
        self._say_rank(
            line,
            free_at_start=_gib(found["free"]),
            total=_gib(found["total"]),
            utilization=float(found["utilization"]),
            requested=_gib(found["requested"]),
        )
        self._refuse(Refusal("free-memory"))

    def _no_kv_memory(self, found: re.Match[str], line: str) -> None:
        self._refuse(Refusal("no-kv-memory"))

    def _kv_too_small(self, found: re.Match[str], line: str) -> None:
        longest = _LONGEST.search(line)
        self._refuse(
            Refusal(
                "kv-too-small",
                max_model_len=_int(found["length"]) if found["length"] else self._start.max_model_len,
                required_kv=_gib(found["needed"]),
                available_kv=_gib(found["available"]),
                estimated_max_model_len=_int(longest[1]) if longest else None,
            )
        )

    def _tokens_too_few(self, found: re.Match[str], line: str) -> None:
        tokens = _int(found["tokens"])
        self._refuse(Refusal("kv-too-small", max_model_len=_int(found["length"]), kv_cache_tokens=tokens))

    def _too_many_sequences(self, found: re.Match[str], line: str) -> None:
        self._refuse(Refusal("sequences-beyond-states", most_sequences=_int(found["blocks"])))

    def _refuse(self, refusal: Refusal) -> None:
        # vLLM repeats its error once a process; the first has all numbers
        if self._start.refusal is None:
            self._say(refusal=refusal)


def _gib(text: str) -> int:
    return round(float(text) * GIB)


def _int(text: str) -> int:
    return int(text.replace(",", "").replace("_", ""))


def _value(text: str) -> Any:
    """A value as Python's repr writes it, of the simple kinds; else its text."""
    if text in ("True", "False"):
        return text == "True"
    if text == "None":
        return None
    if re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    if re.fullmatch(r"-?\d{1,18}\.\d{1,18}", text):
        return float(text)
    return text[1:-1] if text[:1] in "'\"" and text[-1:] == text[:1] and len(text) > 1 else text


def _as_json(text: str) -> str | None:
    """A dict as Python's repr writes it, in JSON; None where it holds more than plain values."""
    try:
        return json.dumps(ast.literal_eval(text))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _speculation(said: str | None, given: Mapping[str, Any]) -> str | None:
    """What --speculative-config and its short flags asked for; None for nothing, or for what vLLM refused."""
    short = {flag: given.get(flag[2:].replace("-", "_")) for flag in SHORT}
    try:
        return joined(_as_json(said) if said else None, short)
    except RigwiseError:
        return None


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


_CONFIG = re.compile(r"\b(\w+)=('[^']*'|\"[^\"]*\"|[^,\s)]+)")
_CONFIG_NAMES = {
    "model": "model",
    "dtype": "dtype",
    "quantization": "quantization",
    "kv_cache_dtype": "kv_cache_dtype",
    "load_format": "load_format",
    "enforce_eager": "enforce_eager",
    "tensor_parallel_size": "tensor_parallel_size",
    "pipeline_parallel_size": "pipeline_parallel_size",
    "data_parallel_size": "data_parallel_size",
    "max_seq_len": "max_model_len",
}
_CONFIG_TYPES: dict[str, type] = {
    name: bool if name == "enforce_eager" else int if name.endswith(("_size", "_len")) else str
    for name in _CONFIG_NAMES.values()
}
# {'model': 'x', 'max_model_len': 8192} of the API server; Namespace(model='x', max_model_len=8192) until 0.8
_ARGUMENT = re.compile(r"['\"]?(\w+)['\"]?\s*[:=]\s*('[^']*'|\"[^\"]*\"|-?[\d.]+|True|False|None)(?=[,})\s])")
_SPECULATIVE = re.compile(r"['\"]speculative_config['\"]\s*:\s*(\{[^{}]{0,2000}\})")
_LONGEST = re.compile(r"estimated maximum model length is ([\d,]+)")

_G = r"(-?\d+(?:\.\d+)?) ?Gi?[Bb]"  # 0.4 to 0.7 wrote GB and meant GiB; 0.6.3 wrote "Gib"


def _named(name: str) -> str:
    return _G.replace("(-", f"(?P<{name}>-", 1)


_Take = Callable[[StartupLogReader, "re.Match[str]", str], None]
_SPELLINGS: tuple[tuple[re.Pattern[str], _Take], ...] = tuple(
    (re.compile(pattern), take)
    for pattern, take in (
        (
            r"Initializing an? (?:V[01] )?LLM engine(?: \((?P<version>v[^)]+)\))? with config: (?P<config>.*)",
            StartupLogReader._engine,
        ),
        (r"vLLM API server version (?P<version>\d[\w.+]*)", StartupLogReader._version),
        (r"[▀▄█] +version (?P<version>\d[\w.+]*)", StartupLogReader._version),
        (r"(?:non-default args: |\bargs: Namespace)(?P<arguments>[({].*)", StartupLogReader._arguments),
        (
            rf"(?:Loading model weights|Model loading) took {_named('gib')}"
            r"(?:(?: memory)? and (?P<seconds>\d+(?:\.\d+)?) seconds)?",
            StartupLogReader._weights,
        ),
        (r"Loading weights took (?P<seconds>\d+(?:\.\d+)?) seconds", StartupLogReader._read),
        (
            rf"Memory profiling results: total_gpu_memory={_named('total')}.*peak_torch_memory={_named('peak')}"
            rf".*non_torch_memory={_named('non_torch')} kv_cache_size={_named('kv')}"
            r" gpu_memory_utilization=(?P<utilization>\d\.\d+)",
            StartupLogReader._profiled_06,
        ),
        (
            rf"total_gpu_memory \({_named('total')}\) x gpu_memory_utilization \((?P<utilization>\d\.\d+)\)"
            rf" = {_named('requested')}",
            StartupLogReader._budget_07,
        ),
        (
            rf"model weights take {_named('weights')};(?: non_torch_memory takes {_named('non_torch')};)?"
            rf" PyTorch activation peak memory takes {_named('activation')};"
            rf" the rest of the memory reserved for KV Cache is {_named('kv')}",
            StartupLogReader._profiled_07,
        ),
        (rf"Available KV cache memory: {_named('gib')}", StartupLogReader._available),
        (
            rf"Initial free memory: {_named('free')}; Requested memory: (?P<utilization>\d\.\d+) \(util\),"
            rf" {_named('requested')}",
            StartupLogReader._free,
        ),
        (
            rf"Total non KV cache memory: {_G}; torch peak memory increase: {_named('peak')};"
            rf"(?: non-torch forward increase memory: {_named('non_torch')};)?"
            rf"(?: total consumed \(from mem_get_info\): {_named('consumed')};)?",
            StartupLogReader._non_kv,
        ),
        (
            r"Free memory on device(?: \S+)? \((?P<free>-?[\d.]+)/(?P<total>[\d.]+) GiB\) on startup\."
            rf" Desired GPU memory utilization is \((?P<utilization>[\d.]+), {_named('requested')}\)\."
            rf" Actual usage is (?:{_named('consumed')} for consumed memory \(weights \+ non-torch\)"
            rf"|{_named('weights')} for weight), {_named('activation')} for peak activation,"
            rf"(?: {_named('non_torch')} for non-torch memory,)? and {_named('graphs')} for CUDAGraph memory\."
            r"(?:.*?--kv-cache-memory=(?P<limit>-?\d+)`.*?--kv-cache-memory=(?P<card>-?\d+)`)?"
            rf"(?:.*?Current kv cache memory in use is {_named('now')})?",
            StartupLogReader._usage,
        ),
        (rf"(?<!Encoder )[Gg]raph capturing finished in \d+ secs?, took {_named('gib')}", StartupLogReader._graphs),
        (rf"Estimated CUDA graph memory: {_named('gib')}", StartupLogReader._graphs_estimated),
        (
            rf"CUDA graph pool memory: {_named('actual')} \(actual\), {_named('estimated')} \(estimated\)",
            StartupLogReader._graphs_both,
        ),
        (
            r"CUDA graph memory profiling is enabled.*?gpu-memory-utilization=(?P<now>\d\.\d+)"
            r" is equivalent to (?:--gpu-memory-utilization=)?(?P<without>\d\.\d+)",
            StartupLogReader._graphs_share,
        ),
        (r"(?:GPU|CPU|XPU)(?: \+ host)? KV cache size: (?P<tokens>[\d,]+) tokens", StartupLogReader._tokens),
        (r"(?:# (?i:GPU|cuda) blocks|num_gpu_blocks is): (?P<blocks>\d+)", StartupLogReader._blocks),
        (
            r"Maximum concurrency for (?P<length>[\d,]+) tokens per request: (?P<times>[\d.,]+)x",
            StartupLogReader._concurrency,
        ),
        (r"Setting (?:attention|kv cache) block size to (?P<size>\d+)", StartupLogReader._block_size),
        (r"Using max model len (?P<length>\d+)", StartupLogReader._length),
        (r"Auto-fit max_model_len: reduced from \d+ to (?P<length>\d+)", StartupLogReader._length),
        (r"Chunked prefill is enabled with max_num_batched_tokens=(?P<tokens>\d+)", StartupLogReader._batch),
        (r"Application startup complete|Uvicorn running on ", StartupLogReader._ready),
        (
            r"Free memory on device(?: \S+)? \((?P<free>-?[\d.]+)/(?P<total>[\d.]+) GiB\) on startup is less than desired"
            rf" GPU memory utilization \((?P<utilization>[\d.]+), {_named('requested')}\)",
            StartupLogReader._no_free_memory,
        ),
        (r"No available memory for the cache blocks", StartupLogReader._no_kv_memory),
        (
            rf"(?:max seq len \((?P<length>\d+)\), )?\(?{_named('needed')} KV cache is needed, which is larger than the"
            rf" available KV cache memory \({_named('available')}\)",
            StartupLogReader._kv_too_small,
        ),
        (
            r"max seq len \((?P<length>\d+)\) is larger than the maximum number of tokens that can be stored in KV cache"
            r" \((?P<tokens>\d+)\)",
            StartupLogReader._tokens_too_few,
        ),
        (
            r"max_num_seqs \(\d+\) exceeds available Mamba cache blocks \((?P<blocks>\d+)\)",
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
