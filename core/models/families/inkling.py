# SPDX-License-Identifier: Apache-2.0
"""Inkling: relative positions instead of rotary ones, short convolutions around attention and MLP, experts that sink.

Sources: vllm/models/inkling/nvidia/ (attention.py, model.py, moe.py, short_conv.py, sconv_swa_attn.py),
common/towers.py, 0.33.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise
from math import log

from rigwise.core.models.architecture import AttentionCache, Experts, Layer, ModelArchitecture, Shard, Weight
from rigwise.core.models.families.pieces import assemble, column, experts, gated_mlp, norm, read_dims, replicated, row
from rigwise.core.models.families.towers import plain, with_tower
from rigwise.core.models.reader import Config


def read_inkling(config: Config, name: str) -> ModelArchitecture:
    """Local layers have windows and KV heads of their own; every rank and stage holds the whole embedding."""
    dims = read_dims(config)
    hidden = dims.hidden
    local = frozenset(config.integers("local_layer_ids", low=0))
    window = config.integer("sliding_window_size", default=512, high=1 << 30)
    relative, reach = config.integer("d_rel", default=16), config.integer("rel_extent", default=1024)
    taps = config.integer("sconv_kernel_size", default=4, high=64)
    count, shared = (
        config.integer("n_routed_experts", high=65536),
        config.integer("n_shared_experts", default=2, high=64),
    )
    width = config.integer("moe_intermediate_size", "intermediate_size")
    dense = gated_mlp("mlp", hidden, config.integer("dense_intermediate_size", default=dims.intermediate))
    sparse = (
        # routed and sinking experts in one gate, padded to eight rows
        Weight("mlp.gate", (-(-(count + shared) // 8) * 8, hidden)),
        Weight("mlp.gate.bias", (count,), bytes_each=4),
        *experts("mlp.experts", count, hidden, width),
        *experts("mlp.sink_experts", shared, hidden, width),
    )
    first = config.integer("dense_mlp_idx", default=0, low=0, high=4096)
    kinds: dict[tuple[bool, bool], Layer] = {}
    layers = []
    for index in range(dims.layers):
        key = (index in local, index >= first)
        if key not in kinds:
            prefix = "swa_" if key[0] else ""
            heads = config.integer(f"{prefix}num_attention_heads", default=dims.heads)
            kv_heads = config.integer(f"{prefix}num_key_value_heads", default=dims.kv_heads)
            head = config.integer(f"{prefix}head_dim", default=dims.head_dim)
            parts = (heads * head, kv_heads * head, kv_heads * head, relative * heads)
            streams = 2 * kv_heads * head + 2 * hidden
            packed = 2 * head + 2 * (hidden // kv_heads)
            weights = (
                column("attn.qkvr", sum(parts), hidden, config.flag("q_bias"), parts=parts),
                row("attn.wo_ud", hidden, heads * head, config.flag("o_bias")),
                norm("attn.rel_logits_proj", relative * (window if key[0] else reach)),
                norm("attn.head_norms", 2 * head),
                norm("norms", 2 * hidden),
                Weight("attn.scales", (2,), bytes_each=4),
                Weight("sconv", (streams, taps), Shard.COLUMN),
            )
            cache = AttentionCache(kv_heads, head, head, window if key[0] else None, None, heads)
            # the last tokens of four streams, side by side in a page of as many tokens
            kept = AttentionCache(kv_heads, 1 << (packed - 1).bit_length(), 0, taps, own_block=taps, plain=True)
            kinds[key] = Layer(
                (*weights, *(sparse if key[1] else dense)), cache, "moe" if key[1] else "dense", beside=kept
            )
        layers.append(kinds[key])
    model = assemble(
        config, name, dims, layers, experts=Experts(count, config.integer("num_experts_per_tok", default=6), width),
        beside_embedding=[norm("embed_norm", hidden)], embedding_everywhere=True, head_everywhere=True,
    )  # fmt: skip
    model = replace(model, first=(Weight("embed_tokens", (dims.vocab, hidden)), *model.first[1:]))
    tower = [*_sees(config.section("vision_config")), *_hears(config.section("audio_config"))]
    return with_tower(model, plain(tower)) if tower else model


def _hears(audio: Config) -> list[Weight]:
    """A table of each mel band's steps."""
    if "decoder_dmodel" not in audio:
        return []
    out, bands = audio.integer("decoder_dmodel"), audio.integer("n_mel_bins")
    weights = [replicated("audio.encoder", bands * audio.integer("mel_vocab_size"), out)]
    return [*weights, norm("audio.final_norm", out)] if audio.flag("use_audio_norm") else weights


def _sees(vision: Config) -> list[Weight]:
    """Matrices that fold a patch step by step until it is one vector; all but the last with a norm."""
    if "decoder_dmodel" not in vision:
        return []
    out, scales = vision.integer("decoder_dmodel"), _scales(vision)
    weights: list[Weight] = []
    for step, (start, end) in enumerate(pairwise(scales), start=2):
        folded = start[2] * (end[0] // start[0]) * (end[1] // start[1]) ** 2
        last = step == len(scales)
        weights.append(replicated("visual.patch_linear", out if last else end[2], folded))
        if not last or vision.flag("use_vision_norm"):
            weights.append(norm("visual.norm", out if last else end[2]))
    return weights


def _scales(vision: Config) -> list[tuple[int, int, int]]:
    """(frames, edge, channels) behind each step: the prime factors of a patch, of which as many steps are chosen as there
    are layers, spread as evenly as they can be (plan_out_scales)."""
    patch = vision.integer("patch_size", low=2, high=256)
    frames = vision.integer("temporal_patch_size", default=1, high=16)
    channels, layers = vision.integer("n_channels", default=3, high=64), vision.integer("n_layers", high=64)
    edge, deep, all_scales = 1, 1, [(1, 1, channels)]
    for factor in _factors(patch):
        edge *= factor
        all_scales.append((1, edge, _up(edge**2 * channels)))
    for factor in _factors(frames):
        deep *= factor
        all_scales.append((deep, edge, _up(edge**2 * channels * deep)))
    sizes = [log(time * side * side) for time, side, _ in all_scales]
    ideal = [log(patch * patch * frames * channels) * step / layers for step in range(layers + 1)]
    if layers >= len(all_scales):
        chosen = [min(range(len(sizes)), key=[abs(at - size) for size in sizes].__getitem__) for at in ideal]
    else:
        chosen = list(
            min(combinations(range(len(sizes)), layers + 1), key=lambda picked: _distance(ideal, sizes, picked))
        )
    chosen[0], chosen[-1] = 0, len(all_scales) - 1
    return [all_scales[index] for index in chosen]


def _distance(ideal: list[float], sizes: list[float], picked: Iterable[int]) -> float:
    return sum(abs(at - sizes[index]) for at, index in zip(ideal, picked, strict=True))


def _factors(number: int) -> list[int]:
    """Prime factors, largest first."""
    found, factor = [], 2
    while number > 1:
        while number % factor == 0:
            found.append(factor)
            number //= factor
        factor += 1
    return found[::-1]


def _up(size: int) -> int:
    return -(-size // 64) * 64
