# SPDX-License-Identifier: Apache-2.0
"""Speculative decoding: what --speculative-config has vLLM load and keep beside the model.

Sources: vllm/config/speculative.py, v1/worker/gpu/spec_decode/, 0.33.0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rigwise.core.memory.deployment import Deployment
from rigwise.core.memory.speculative_config import NOTHING_LOADED, fields, named_draft, refused, wrong
from rigwise.core.memory.speculative_config import method as method_of
from rigwise.core.models.architecture import LayerCache
from rigwise.core.models.catalogue import find
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.models.families.eagle import as_head
from rigwise.core.models.families.pieces import embedding
from rigwise.core.words import phrase

PREDICTION = "mtp"  # the model's own modules
SUFFIX_TOKENS = 24  # suffix_decoding_max_tree_depth: what suffix decoding proposes where no number is given
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


def draft_of(deployment: Deployment) -> Checkpoint | None:
    """The draft model that is loaded beside the model; None for none, and where it is not known."""
    named = named_draft(deployment.options.speculative_config)
    if named is None or named.model == deployment.checkpoint.model:
        return None
    return deployment.draft or _known(named.model)


@lru_cache(maxsize=256)
def _read(text: str, checkpoint: Checkpoint, given: Checkpoint | None, tp: int, pp: int) -> Speculation:
    asked = fields(text)
    model = asked["model"] if isinstance(asked.get("model"), str) else ""
    method = method_of(asked.get("method"), model)
    if not method:
        raise wrong(phrase("speculation", "--speculative-config names neither a method nor a model."))
    tokens = asked.get("num_speculative_tokens")
    if tokens is not None and (
        isinstance(tokens, bool) or not isinstance(tokens, int) or not 0 < tokens <= MOST_TOKENS
    ):
        said = phrase("speculation", "num_speculative_tokens in --speculative-config is no whole number above 0.")
        raise wrong(said)
    ranks = _ranks(asked.get("draft_tensor_parallel_size"), tp)
    logits = asked.get("draft_sample_method") == "probabilistic"
    if method in NOTHING_LOADED:
        return Speculation(method, _suffix(asked, tokens) if method == "suffix" else _told(tokens))
    if method == PREDICTION and not (model and model != checkpoint.model):
        return _predicted(checkpoint, tokens, ranks, pp, logits)
    if not model and method in WITHIN:
        unknown = phrase("speculation", "what speculation by {method} takes is not known and not counted")
        return Speculation(method, _told(tokens), logits=logits, approximate=(unknown.format(method=method),))
    if not model:
        nameless = phrase("speculation", "Speculation by {method} needs a model, and --speculative-config names none.")
        raise wrong(nameless.format(method=method))
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


def _ranks(said: Any, tp: int) -> int:
    if said is None:
        return tp
    if said not in (1, tp) or isinstance(said, bool):
        said_so = phrase("speculation", "draft_tensor_parallel_size is neither 1 nor the model's own {tp}.")
        raise wrong(said_so.format(tp=tp))
    return int(said)


def _told(tokens: int | None) -> int:
    if tokens is None:
        said = phrase(
            "speculation", "--speculative-config does not say how many tokens to guess (num_speculative_tokens)."
        )
        raise wrong(said)
    return tokens


def _suffix(asked: dict[str, Any], tokens: int | None) -> int:
    """Suffix decoding proposes as many as its trees are deep, unless told (SpeculativeConfig._validate_suffix_decoding)."""
    deep = asked.get("suffix_decoding_max_tree_depth", SUFFIX_TOKENS)
    return tokens or (deep if isinstance(deep, int) and 0 < deep <= MOST_TOKENS else SUFFIX_TOKENS)


def _predicted(checkpoint: Checkpoint, tokens: int | None, ranks: int, pp: int, logits: bool) -> Speculation:
    modules = checkpoint.architecture.predictor
    if modules is None:
        raise refused(
            "prediction-missing",
            phrase("speculation", "vLLM finds no modules for multi-token prediction in this checkpoint."),
            phrase("speculation", "Leave speculation out, or take a draft model or n-grams."),
        )
    count = modules.chained
    tokens = tokens or count
    if tokens > count and tokens % count:
        said = phrase("speculation", "{tokens} tokens are no multiple of the checkpoint's {count} prediction modules.")
        raise wrong(said.format(tokens=tokens, count=count))
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
        raise refused(
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
