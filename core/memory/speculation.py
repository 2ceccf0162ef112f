# SPDX-License-Identifier: Apache-2.0
"""Speculative decoding: what --speculative-config has vLLM load and keep beside the model.

Sources: vllm/config/speculative.py, v1/worker/gpu/spec_decode/, 0.33.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rigwise.core.memory.deployment import Deployment
from rigwise.core.models.architecture import LayerCache
from rigwise.core.models.catalogue import find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.families.eagle import as_head
from rigwise.core.models.families.pieces import embedding
from rigwise.core.problems import Problem, Remedy, RigwiseError
from rigwise.core.words import phrase

PREDICTION = "mtp"  # the model's own modules; vLLM keeps older names such as qwen3_next_mtp for it
NOTHING_LOADED = frozenset({"ngram", "ngram_gpu", "[ngram]", "suffix", "custom_class"})
HEADS = frozenset({"eagle", "eagle3"})
WITHIN = frozenset({"dspark", "extract_hidden_states"})  # what they load can lie in the served checkpoint
MOST_TOKENS = 4096


@dataclass(frozen=True, slots=True)
class Speculation:
    """What a request for speculation comes to.

    method:  mtp, eagle, eagle3, draft_model, ngram …
    tokens:  proposed per step.
    draft:   what is loaded beside the model, on the last pipeline stage; None: nothing.
    ranks:   tensor-parallel ranks that share the draft.
    kept:    tokens that sliding windows keep longer, for modules that each read one token further.
    logits:  the draft's logits are kept from step to step (draft_sample_method "probabilistic").
    approximate: what of it is not known.
    """

    method: str
    tokens: int
    draft: Checkpoint | None = None
    ranks: int = 1
    kept: int = 0
    logits: bool = False
    approximate: tuple[str, ...] = ()

    @property
    def caches(self) -> tuple[LayerCache, ...]:
        """What the draft's layers cache."""
        if self.draft is None:
            return ()
        layers = self.draft.architecture.layers
        return tuple(cache for layer in layers for cache in (layer.cache, layer.beside) if cache is not None)


NONE = Speculation("", 0)


def speculation_of(deployment: Deployment) -> Speculation:
    """What the deployment's speculative_config asks for; NONE without. Raises RigwiseError for what vLLM refuses."""
    options = deployment.options
    if not options.speculative_config:
        return NONE
    split = options.tensor_parallel_size, options.pipeline_parallel_size
    return _read(options.speculative_config, deployment.checkpoint, deployment.draft, *split)


def told(text: str | None) -> str:
    """A configuration in one spelling, to know it again; "" for none."""
    try:
        return json.dumps(json.loads(text), sort_keys=True) if text else ""
    except (ValueError, RecursionError):
        return text or ""


def named_draft(text: str | None) -> str | None:
    """The draft model that a configuration names; None for none, and for what is no configuration."""
    try:
        model = _object(text or "{}").get("model")
    except RigwiseError:
        return None
    return model if isinstance(model, str) and model.lower() not in NOTHING_LOADED else None


@lru_cache(maxsize=256)
def _read(text: str, checkpoint: Checkpoint, given: Checkpoint | None, tp: int, pp: int) -> Speculation:
    asked = _object(text)
    model = asked.get("model") if isinstance(asked.get("model"), str) else ""
    method = _method(asked.get("method"), model or "")
    tokens = asked.get("num_speculative_tokens")
    if tokens is not None and (
        isinstance(tokens, bool) or not isinstance(tokens, int) or not 0 < tokens <= MOST_TOKENS
    ):
        raise _wrong(phrase("speculation", "num_speculative_tokens is a whole number above 0."))
    ranks = _ranks(asked.get("draft_tensor_parallel_size"), tp)
    logits = asked.get("draft_sample_method") == "probabilistic"
    if method in NOTHING_LOADED:
        return Speculation(method, _told(tokens), logits=False)
    if method == PREDICTION and not (model and model != checkpoint.model):
        return _predicted(checkpoint, tokens, ranks, pp, logits)
    if not model and method in WITHIN:
        unknown = phrase("speculation", "what speculation by {method} takes is not known and not counted")
        return Speculation(method, _told(tokens), logits=logits, approximate=(unknown.format(method=method),))
    if not model:
        nameless = phrase("speculation", "Speculation by {method} needs a model, and it names none.")
        raise _wrong(nameless.format(method=method))
    draft = given or _known(model)
    if draft is None:
        note = phrase("speculation", "what the draft model {model} takes is not known and not counted").format(
            model=model
        )
        return Speculation(method, _told(tokens), logits=logits, approximate=(note,))
    if method in HEADS:
        draft = _head(draft, checkpoint, method)
    elif method == "draft_model":
        if not asked.get("use_heterogeneous_vocab"):
            _same_vocabulary(draft, checkpoint)
        draft = _beside(draft, checkpoint)
    notes: tuple[str, ...] = ()
    if method not in HEADS and method != "draft_model":
        said = phrase("speculation", "speculation by {method} is counted like a draft model")
        notes = (said.format(method=method),)
    return Speculation(
        method, _told(tokens), draft, ranks, logits=logits, approximate=(*notes, *draft.architecture.approximate)
    )


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(phrase("speculation", "It is not JSON.")) from error
    if not isinstance(value, dict):
        raise _wrong(phrase("speculation", "It is not a JSON object."))
    return value


def _method(said: Any, model: str) -> str:
    """As vLLM takes it: named, else by the draft's name (SpeculativeConfig.__post_init__)."""
    method = said if isinstance(said, str) else ""
    if method.endswith("_mtp") or method == PREDICTION:
        return PREDICTION
    if method and method != "draft_model":
        return method
    name = model.lower()
    if name in ("ngram", "[ngram]"):
        return "ngram"
    found = next((known for mark, known in _BY_NAME if mark in name), "")
    if not (found or model):
        raise _wrong(phrase("speculation", "It names neither a method nor a model."))
    return found or "draft_model"


_BY_NAME = (("eagle-", "eagle"), ("eagle3", "eagle3"), ("dflash", "dflash"), ("dspark", "dspark"))


def _ranks(said: Any, tp: int) -> int:
    if said is None:
        return tp
    if said not in (1, tp) or isinstance(said, bool):
        said_so = phrase("speculation", "draft_tensor_parallel_size is 1, or the model's own {tp}.")
        raise _wrong(said_so.format(tp=tp))
    return int(said)


def _told(tokens: int | None) -> int:
    if tokens is None:
        raise _wrong(phrase("speculation", "It does not say num_speculative_tokens."))
    return tokens


def _predicted(checkpoint: Checkpoint, tokens: int | None, ranks: int, pp: int, logits: bool) -> Speculation:
    modules = checkpoint.architecture.predictor
    if modules is None:
        raise _refused(
            "prediction-missing",
            phrase("speculation", "vLLM finds no modules for multi-token prediction in this checkpoint."),
            phrase("speculation", "Leave speculation out, or take a draft model or n-grams."),
        )
    count = modules.chained
    tokens = tokens or count
    if tokens > count and tokens % count:
        said = phrase("speculation", "{tokens} tokens are no multiple of the checkpoint's {count} prediction modules.")
        raise _wrong(said.format(tokens=tokens, count=count))
    kept = tokens - 1 if min(count, tokens) > 1 else 0
    return Speculation(PREDICTION, tokens, predicting(checkpoint, pp > 1), ranks, kept, logits, modules.approximate)


@lru_cache(maxsize=128)
def predicting(checkpoint: Checkpoint, apart: bool) -> Checkpoint:
    """The prediction modules as a checkpoint. apart: they are on another stage than the model's embedding, and hold one."""
    model, modules = checkpoint.architecture, checkpoint.architecture.predictor
    assert modules is not None
    own = (embedding(model.vocab_size, model.hidden_size),) if apart and modules.embeds else ()
    alone = replace(
        model,
        layers=modules.layers,
        layer_prefix=modules.prefix,
        first_layer=modules.first,
        first=own,
        last=modules.around,
        everywhere=(),
        tied=False,
        rope_bytes=0,  # shared with the model's
        rope_bytes_wide=0,
        encoder=None,
        predictor=None,
        approximate=(),
    )
    return replace(checkpoint, architecture=alone)


@lru_cache(maxsize=128)
def _head(draft: Checkpoint, checkpoint: Checkpoint, method: str) -> Checkpoint:
    return replace(draft, architecture=as_head(draft.architecture, checkpoint.architecture, method))


def _same_vocabulary(draft: Checkpoint, checkpoint: Checkpoint) -> None:
    """Raises RigwiseError where the draft's tokens are not the model's (verify_equal_vocab_size_if_draft_model)."""
    own, wanted = draft.architecture.vocab_size, checkpoint.architecture.vocab_size
    if own != wanted:
        said = phrase(
            "speculation", "The draft model has {own:,} vocabulary entries, the model {wanted:,}; both need the same."
        )
        raise _refused(
            "draft-vocabulary",
            said.format(own=own, wanted=wanted),
            phrase("speculation", "Take a smaller model of the same family."),
        )


@lru_cache(maxsize=128)
def _beside(draft: Checkpoint, checkpoint: Checkpoint) -> Checkpoint:
    """A draft model as it lies beside its model: a rotary table of the same settings is one (get_rope keeps one each)."""
    own, model = draft.architecture, checkpoint.architecture
    same = own.name == model.name and own.head_dim == model.head_dim and own.rope_bytes == model.rope_bytes
    return replace(draft, architecture=replace(own, rope_bytes=0)) if same else draft


def _known(model: str) -> Checkpoint | None:
    entry = find(model)
    return entry.checkpoint() if entry else None


def _wrong(why: str) -> RigwiseError:
    return _refused(
        "speculation-config",
        why,
        phrase(
            "speculation",
            'Write speculative_config as vLLM takes it: `{{"method": "mtp", "num_speculative_tokens": 2}}`.',
        ).format(),
    )


def _refused(code: str, message: str, fix: str) -> RigwiseError:
    without = Remedy(phrase("speculation", "Leave speculation out"), (("speculative_config", None),))
    return RigwiseError(Problem(code, message, fix, remedies=(without,)))
