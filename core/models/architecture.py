# SPDX-License-Identifier: Apache-2.0
"""What a model is made of, as far as memory is concerned: modules with weights, and what each layer caches.

A family reader (core/models/families/) turns a config.json into these values. Shapes are those of the whole
model; how a rank's share follows from them is the memory model's business (core/memory).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache


class Shard(Enum):
    """How vLLM splits a weight over tensor-parallel ranks (vllm/model_executor/layers/linear.py, 0.33.0)."""

    REPLICATED = "replicated"  # every rank holds all of it
    COLUMN = "column"  # output dimension / tp
    ROW = "row"  # input dimension / tp; a bias stays whole
    QKV = "qkv"  # query heads / tp, key and value heads / tp but at least one (replicated)
    VOCAB = "vocab"  # rows padded to 64, then / tp


class Quantizable(Enum):
    """Which rule decides a weight's format."""

    NEVER = "never"  # norms, embeddings, conv kernels, states: model dtype
    LINEAR = "linear"  # a linear layer: the checkpoint's format unless its name is ignored
    EXPERTS = "experts"  # fused experts: the format's MoE method
    HEAD = "head"  # lm_head: 16 bit unless the format says otherwise


@dataclass(frozen=True, slots=True)
class Weight:
    """One parameter as vLLM holds it (fused where vLLM fuses: qkv_proj, gate_up_proj).

    name:     vLLM's name below its layer or model ("self_attn.qkv_proj").
    shape:    (out, in) of the whole model for a matrix, (n,) for a vector.
    shard:    the split over tensor-parallel ranks.
    parts:    QKV: (query rows, key rows, value rows, head dim); fused COLUMN: rows of each part.
    count:    how many of this there are side by side (experts: the number of experts).
    bias:     a bias vector of `out` elements comes with it.
    bytes_each: fixed bytes per element, where the parameter has a dtype of its own (float32 buffers: 4);
              None: model dtype or the weight format.
    narrow:   a float32 router that Hopper and data-center Blackwell hold in the model's dtype, as their router kernels
              take it (fused_moe/router/gate_linear.py).
    packed_whole: replicated where a checkpoint's formats pack columns (AWQ, GPTQ, AutoRound), as a share would be
              narrower than their kernels' tiles (layers/mamba/gdn/qwen_gdn_linear_attn.py maybe_disable_tp).
    heads: of attention; where ranks do not divide them, each holds all of it (models/intern_vit.py). 0: no such rule.
    staged: an encoder's layers, `count` of them, of which each pipeline stage holds its own (models/whisper.py WhisperEncoder).
    checkpoint_names: module names in the checkpoint that this weight is fused from, for ignore lists;
              empty: the name itself.
    """

    name: str
    shape: tuple[int, ...]
    shard: Shard = Shard.REPLICATED
    quantizable: Quantizable = Quantizable.NEVER
    parts: tuple[int, ...] = ()
    count: int = 1
    bias: bool = False
    bytes_each: int | None = None
    narrow: bool = False
    packed_whole: bool = False
    heads: int = 0
    staged: bool = False
    checkpoint_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttentionCache:
    """Keys and values of one attention layer.

    window: sliding window in tokens; chunk: chunked local attention; block: tokens that the kernel asks a block of the
    cache to hold, 0: whatever the backend prefers; plain: 16-bit whatever --kv-cache-dtype says; cross: of an encoder's
    output, as many tokens as one batch holds; own_block: tokens of its blocks whatever those of other layers hold.
    """

    kv_heads: int
    head_dim: int
    head_dim_v: int
    window: int | None = None
    chunk: int | None = None
    query_heads: int = 0
    block: int = 0
    plain: bool = False
    cross: bool = False
    own_block: int = 0


@dataclass(frozen=True, slots=True)
class LatentCache:
    """Multi-head latent attention: one compressed vector a token, the same on every rank.

    indexer_dim: sparse attention's indexer key (0: none); sparse: packed fp8_ds_mla layouts apply.
    indexer_pool: tokens that share an indexer key; a request then keeps the last ones singly besides.
    eight_bit: in fp8 by default on data-center Blackwell (GLM's class, models/config.py).
    plain: 16-bit whatever --kv-cache-dtype says (keys of an index).
    """

    kv_lora_rank: int
    rope_dim: int
    indexer_dim: int = 0
    indexer_pool: int = 1
    sparse: bool = False
    eight_bit: bool = False
    window: int | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class StateCache:
    """A fixed-size state per request (Mamba, gated delta net, short convolution).

    kind:   "mamba1", "mamba2", "gdn", "gdn-plain", "kda", "kda-bounded", "linear", "short_conv": decides how the shapes shard, and
            which kernels can hand out states within a prefill.
    conv:   (channels, kernel size - 1) of the convolution state, (0, 0) without.
    state:  shape of the recurrent state, heads (or channels) first; () without.
    groups: mamba2's n_groups, each of group_state channels for B and for C (duplicated when tp does not divide them).
    state_bytes_each: bytes per element of the recurrent state; conv state has the model dtype.
    whole:  every rank keeps all of it.
    """

    kind: str
    conv: tuple[int, int]
    state: tuple[int, ...]
    groups: int = 0
    group_state: int = 0
    state_bytes_each: int = 2
    conv_bytes_each: int = 2
    whole: bool = False


@dataclass(frozen=True, slots=True)
class CompressedCache:
    """Latents compressed over time (DeepSeek V4): a sliding window of single tokens beside latents of `ratio` tokens.

    latent_dim:  of a latent, rotary part included; window: tokens kept one by one.
    ratio:       4 or 128 tokens per compressed latent; 1: the window only.
    indexer_dim: of the sparse indexer's keys, which are compressed alike; 0: none.
    """

    latent_dim: int
    window: int
    ratio: int = 1
    indexer_dim: int = 0


@dataclass(frozen=True, slots=True)
class PooledKeys:
    """Keys by which sparse attention chooses (Qwen4-Exp): one of `dim` channels for `pool` tokens, and a ring of the last
    tokens' own ones, each with `extra` bytes. In the model's dtype, the same on every rank. chosen: tokens at most."""

    dim: int
    pool: int
    extra: int = 0
    chosen: int = 0


LayerCache = AttentionCache | LatentCache | CompressedCache | StateCache | PooledKeys | None


@dataclass(frozen=True, slots=True)
class Layer:
    """One decoder layer. Equal layers share one Layer object, so that work is done once per kind.

    cache: None for a layer that caches nothing itself (MLP only, or it reads another layer's cache).
    beside: what a layer keeps next to its attention's cache (Falcon-H1's state, MiniMax M3's index).
    reads: index of the layer whose cache this one reads, None: its own or none.
    table: rotary table that a pipeline stage holds once for all its layers that read it, where kinds of layers read
           different ones and a stage may lack a kind; otherwise the architecture's rope_bytes count them.
    """

    weights: tuple[Weight, ...]
    cache: LayerCache = None
    kind: str = "attention"
    beside: LayerCache = None
    table: Weight | None = None
    reads: int | None = None


@dataclass(frozen=True, slots=True)
class Experts:
    """Mixture-of-experts facts the overhead needs. intermediate: per expert."""

    count: int
    active: int
    intermediate: int


@dataclass(frozen=True, slots=True)
class Encoder:
    """Facts of a vision tower that the overhead needs.

    widest:       (out, in) of the largest matrix in one of its layers.
    pixels:       values of one patch. patches_per_token: patches that are merged into one token.
    largest_item: tokens of the largest image that the processor passes on; 0: not known.
    deep:         features of inner layers that go to the language model with each token, as wide as its own.
    """

    widest: tuple[int, int]
    pixels: int
    patches_per_token: int = 1
    largest_item: int = 0
    deep: int = 0


@dataclass(frozen=True, slots=True)
class Predictor:
    """Modules behind the decoder that predict further tokens, which vLLM loads when speculation asks for them.

    layers:  their decoder layers, named `prefix` and a number from `first` on.
    around:  norms and projections of all modules, and heads of their own; the embedding, and a head that is not among
             them, are the model's.
    chained: modules that each read one token further than the one before; 1: one that is asked again and again.
    embeds:  it has an embedding where it cannot reach the model's, which is on the first pipeline stage.
    """

    layers: tuple[Layer, ...]
    around: tuple[Weight, ...]
    prefix: str = "layers."
    first: int = 0
    chained: int = 1
    embeds: bool = True
    approximate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: it is a memo key
class ModelArchitecture:
    """A model, whole and unsharded.

    name:        architectures[0] of config.json.
    dtype_bytes: of the 16-bit (or 32-bit) parameters: 2 or 4.
    layers:      decoder layers in order (pipeline stages cut this tuple).
    first:       modules on the first pipeline stage (embedding, vision tower).
    last:        modules on the last stage (final norm, lm_head); a tied head is absent here.
    everywhere:  modules that every stage holds (towers; whatever a model class builds without asking for its stage).
    embedding_everywhere, head_everywhere: the model class builds `first`, or `last`, on every stage.
    tied:        lm_head is the embedding: on a pipeline both ends hold it.
    rope_bytes:  rotary tables that vLLM keeps per rank (one per distinct setting).
    rope_bytes_wide: more of them before vLLM 0.32, which held four times the positions for all multimodal ones.
    max_position: the longest max_model_len that vLLM derives from the config.
    default_context: what it takes where nobody says (longrope: the original length); 0: max_position.
    multiplied_context: max_position as releases before 0.30 derive it from yarn; 0: the same.
    largest_item: tokens of the largest image or video of a model that reads those in both directions at once: a batch
                 must hold one whole (0: no such rule).
    keeps_prefixes: False: beginnings are not kept for requests that share them, whatever is asked for.
    predictor: multi-token prediction that the checkpoint brings, None without.
    layer_prefix, first_layer: what the checkpoint calls the first of `layers`, before and as its number.
    read_generally: no reader knows this architecture; it was read like an ordinary decoder.
    approximate: reasons why figures for this model are not exact; empty when they are.
    """

    name: str
    dtype: str
    dtype_bytes: int
    hidden_size: int
    vocab_size: int
    num_attention_heads: int
    num_kv_heads: int
    head_dim: int
    intermediate_size: int
    max_position: int
    layers: tuple[Layer, ...]
    first: tuple[Weight, ...] = ()
    last: tuple[Weight, ...] = ()
    everywhere: tuple[Weight, ...] = ()
    embedding_everywhere: bool = False
    head_everywhere: bool = False
    tied: bool = False
    rope_bytes: int = 0
    rope_bytes_wide: int = 0
    experts: Experts | None = None
    default_context: int = 0
    multiplied_context: int = 0
    multimodal: bool = False
    encoder: Encoder | None = None
    largest_item: int = 0
    supports_pipeline: bool = True
    keeps_prefixes: bool = True
    predictor: Predictor | None = None
    layer_prefix: str = "layers."
    first_layer: int = 0
    read_generally: bool = False
    approximate: tuple[str, ...] = field(default=())

    @property
    def kinds(self) -> tuple[Layer, ...]:
        """The layers without their repetitions: readers let equal layers share one object."""
        return _kinds(self)

    @property
    def has_state(self) -> bool:
        """Hybrid or state-space: some layer keeps a fixed-size state."""
        return any(isinstance(layer.cache, StateCache) or isinstance(layer.beside, StateCache) for layer in self.kinds)

    @property
    def whole_prompts(self) -> bool:
        """A batch takes prompts whole: encoders, decoders beside one, and models that answer for each token
        (vllm/config/model.py is_chunked_prefill_supported)."""
        first = self.layers[0] if self.layers else None
        if not self.keeps_prefixes or (
            first is not None and isinstance(first.beside, AttentionCache) and first.beside.cross
        ):
            return True
        return not any(layer.cache is not None or layer.beside is not None for layer in self.layers)


@lru_cache(maxsize=256)  # every estimate asks
def _kinds(architecture: ModelArchitecture) -> tuple[Layer, ...]:
    return tuple({id(layer): layer for layer in architecture.layers}.values())
