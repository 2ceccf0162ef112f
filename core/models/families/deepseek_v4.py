# SPDX-License-Identifier: Apache-2.0
"""DeepSeek V4: latents compressed over time, hyper-connections between layers, experts routed by hash at the start.

Sources: vllm/models/deepseek_v4/attention.py, compressor.py, nvidia/model.py, common/rope.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import CompressedCache, Experts, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.pieces import (
    column,
    embedding,
    experts,
    gated_mlp,
    lm_head,
    norm,
    read_dims,
    replicated,
    router,
    row,
)
from rigwise.core.models.families.rope import contexts
from rigwise.core.models.families.towers import encoder_layers, plain, with_tower
from rigwise.core.models.reader import Config
from rigwise.core.words import mark

RATIOS = {"compressed_sparse_attention": 4, "heavily_compressed_attention": 128, "sliding_attention": 1}
SINK_ROWS = 64  # the attention kernel's smallest number of query heads, to which sinks are padded


def floats(name: str, *shape: int) -> Weight:
    return Weight(name, shape, bytes_each=4)


def compressor(prefix: str, ratio: int, hidden: int, head_dim: int) -> list[Weight]:
    width = (2 if ratio == 4 else 1) * head_dim  # neighbouring compressions share tokens
    return [
        floats(f"{prefix}.ape", ratio, width),
        replicated(f"{prefix}.fused_wkv_wgate", 2 * width, hidden, quantized=False),
        norm(f"{prefix}.norm", head_dim),
    ]


def attention(config: Config, hidden: int, heads: int, head_dim: int, ratio: int) -> list[Weight]:
    q_rank, o_rank, groups = config.integer("q_lora_rank"), config.integer("o_lora_rank"), config.integer("o_groups")
    index_dim, index_heads = config.integer("index_head_dim"), config.integer("index_n_heads")
    weights = [
        floats("attn.attn_sink", -(-heads // SINK_ROWS) * SINK_ROWS),
        Weight(
            "attn.fused_wqa_wkv", (q_rank + head_dim, hidden), Shard.REPLICATED,
            replicated("", 1, 1).quantizable, checkpoint_names=("attn.wq_a", "attn.wkv", "attn.fused_wqa_wkv"),
        ),
        norm("attn.q_norm", q_rank),
        column("attn.wq_b", heads * head_dim, q_rank),
        norm("attn.kv_norm", head_dim),
        column("attn.wo_a", groups * o_rank, heads * head_dim // groups),
        row("attn.wo_b", hidden, groups * o_rank),
    ]  # fmt: skip
    if ratio == 4:
        weights += [
            replicated("attn.indexer.wq_b", index_heads * index_dim, q_rank),
            replicated("attn.indexer.weights_proj", index_heads, hidden, quantized=False),
            *compressor("attn.indexer.compressor", ratio, hidden, index_dim),
        ]
    if ratio > 1:
        weights += compressor("attn.compressor", ratio, hidden, head_dim)
    return weights


def mixture(config: Config, hidden: int, vocab: int, hashed: bool) -> tuple[list[Weight], Experts]:
    count, width = config.integer("n_routed_experts", high=65536), config.integer("moe_intermediate_size")
    facts = Experts(count, config.integer("num_experts_per_tok", high=65536), width)
    weights: list[Weight] = [router("ffn.gate", hidden, count)]
    if sees := config.integer("vision_n_layers", default=0, low=0, high=1024):
        weights.append(floats("ffn.gate.bias_vl", count))
    if hashed:
        weights.append(floats("ffn.gate.tid2eid", vocab, facts.active))  # 32-bit expert numbers of each token
    if config.text("topk_method") == "noaux_tc" and (sees or not hashed):
        weights.append(floats("ffn.gate.e_score_correction_bias", count))
    # rules for gate_proj miss its experts, which vLLM calls as the first checkpoints do (deepseek_v4/nvidia/model.py)
    names = ("ffn.experts", "ffn.experts.0.w1")
    weights += [replace(weight, checkpoint_names=names) for weight in experts("ffn.experts", count, hidden, width)]
    shared = config.integer("n_shared_experts", default=0, low=0, high=4096)
    if shared:
        weights += gated_mlp("ffn.shared_experts", hidden, shared * width)
    return weights, facts


def ratios(config: Config, layers: int) -> tuple[int, ...]:
    """Tokens per latent of each layer: given as numbers (0: the window only), by type, or transformers' pattern."""
    given = config.integers("compress_ratios", high=128)
    if len(given) >= layers:
        return tuple(ratio if ratio in (4, 128) else 1 for ratio in given[:layers])
    types = config.texts("layer_types", most=4096)
    if len(types) >= layers:
        return tuple(RATIOS.get(kind, 1) for kind in types[:layers])
    return tuple(128 if index < 2 or index % 2 == 0 else 4 for index in range(layers))


def read_deepseek_v4(config: Config, name: str) -> ModelArchitecture:
    dims = read_dims(config)
    hidden, streams = dims.hidden, config.integer("hc_mult", default=4, high=64)
    window = config.integer("sliding_window", default=128, high=1 << 30)
    index_dim = config.integer("index_head_dim")
    rope = config.integer("qk_rope_head_dim", default=64)
    hash_layers = config.integer("num_hash_layers", default=3, low=0, high=4096)
    mixed = streams * (streams + 2)
    around = [norm("attn_norm", hidden), norm("ffn_norm", hidden)]
    for place in ("attn", "ffn"):
        around += [
            floats(f"hc_{place}_fn", mixed, streams * hidden),
            floats(f"hc_{place}_base", mixed),
            floats(f"hc_{place}_scale", 3),
        ]
    tables = {
        False: floats(mark("sums", "rotary table of windowed layers"), dims.max_position, rope),
        True: floats(mark("sums", "rotary table of compressed layers"), dims.max_position, rope),
    }
    kinds: dict[tuple[int, bool], Layer] = {}
    layers = []
    for index, ratio in enumerate(ratios(config, dims.layers)):
        key = (ratio, index < hash_layers)
        if key not in kinds:
            moe, facts = mixture(config, hidden, dims.vocab, key[1])
            cache = CompressedCache(dims.head_dim, window, ratio, index_dim if ratio == 4 else 0)
            kinds[key] = Layer(
                (*attention(config, hidden, dims.heads, dims.head_dim, ratio), *moe, *around), cache, "moe",
                table=tables[ratio > 1],
            )  # fmt: skip
        layers.append(kinds[key])
    model = ModelArchitecture(
        name=name,
        dtype=config.text("torch_dtype", "dtype", default="bfloat16"),
        dtype_bytes=2,
        hidden_size=hidden,
        vocab_size=dims.vocab,
        num_attention_heads=dims.heads,
        num_kv_heads=1,
        head_dim=dims.head_dim,
        intermediate_size=facts.intermediate,
        **contexts(config, dims.max_position),
        layers=tuple(layers),
        first=(embedding(dims.vocab, hidden),),
        last=(norm("norm", hidden), lm_head(dims.vocab, hidden)),
        everywhere=(
            floats("hc_head_fn", streams, streams * hidden), floats("hc_head_base", streams), floats("hc_head_scale", 1),
        ),
        experts=facts,
    )  # fmt: skip
    if name != "DeepseekV4ForConditionalGeneration" or not config.integer(
        "vision_n_layers", default=0, low=0, high=1024
    ):
        return model
    fold = config.integer("vision_downsample_ratio", default=2, high=64) ** 2
    return with_tower(model, tower(config, hidden, fold), patches_per_token=fold)


def tower(config: Config, hidden: int, fold: int) -> tuple[Weight, ...]:
    """Gated layers whose attention alone has biases, an aligner over folded patches (common/vision.py)."""
    own, patch = config.integer("vision_dim"), config.integer("vision_patch_size", default=14)
    depth = config.integer("vision_n_layers", high=1024)
    blocks = encoder_layers(
        "vision.blocks", own, config.integer("vision_inter_dim"), depth,
        gated=True, norm_bias=False, bias=False, attention_bias=True,
    )  # fmt: skip
    weights = [
        replicated("vision.patch_embed", own, 3 * patch * patch, bias=True),
        *blocks,
        norm("vision.norm", own),
        column("aligner.w1", hidden, own * fold, True),
        row("aligner.w2", hidden, hidden, True),
        Weight("image_marks", (4, hidden), bytes_each=4),
    ]
    return plain(weights)
