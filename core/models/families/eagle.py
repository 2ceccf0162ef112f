# SPDX-License-Identifier: Apache-2.0
"""EAGLE heads: a decoder layer or two that draft from a model's hidden states, published as checkpoints of their own.

Sources: vllm/model_executor/models/llama_eagle.py, llama_eagle3.py, qwen3_eagle3.py, v1/worker/gpu/spec_decode/eagle/utils.py, 0.33.0.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Layer, ModelArchitecture, Quantizable, Weight
from rigwise.core.models.families.decoder import Traits, read_decoder
from rigwise.core.models.families.pieces import lm_head, norm, read_dims, replicated
from rigwise.core.models.reader import Config

EAGLE3 = (
    "LlamaForCausalLMEagle3", "Eagle3LlamaForCausalLM", "Eagle3MiniMaxM2ForCausalLM", "Eagle3Qwen2_5vlForCausalLM",
    "Eagle3Qwen3vlForCausalLM", "Eagle3Qwen3ForCausalLM", "PEagleDraftModel", "PeagleLlamaForCausalLM",
    "PeagleQwen3ForCausalLM",
)  # fmt: skip
AUXILIARY = "eagle_aux_hidden_state_layer_ids"
ID_BYTES = 8  # of an int64 that says which of the model's tokens one of the head's is


def read_eagle3(config: Config, name: str) -> ModelArchitecture:
    """Its first layer attends to the embedding beside the states; it has a small vocabulary of its own."""
    model = read_decoder(config, Traits(qk_norm="head" if name.endswith("Qwen3ForCausalLM") else ""), name)
    hidden = model.hidden_size
    section = config.section("eagle_config")
    taken = config.integer(
        "num_aux_hidden_states", default=len(config.sequence(AUXILIARY) or section.sequence(AUXILIARY)) or 3
    )
    source = config.integer("target_hidden_size", default=hidden)
    vocabulary = config.integer("draft_vocab_size", default=read_dims(config).vocab)
    first, *rest = model.layers
    wide = Layer((*(_beside_embedding(weight) for weight in first.weights), norm("hidden_norm", hidden)), first.cache)
    others = tuple(replace(layer, weights=(*layer.weights, norm("hidden_norm", hidden))) for layer in rest)
    around = [norm("norm", hidden), lm_head(vocabulary, hidden)]
    if section.flag("use_aux_hidden_state", default=True):
        around.append(replicated("fc", hidden, taken * source))
        if section.flag("norm_before_fc") or config.flag("norm_before_fc") or config.flag("fc_norm"):
            around.append(norm("input_norm", taken * source))
    if vocabulary != model.vocab_size:
        around.append(Weight("draft_id_to_target_id", (vocabulary,), bytes_each=ID_BYTES))
    return replace(model, layers=(wide, *others), last=tuple(around), tied=False)


def _beside_embedding(weight: Weight) -> Weight:
    if not weight.name.endswith("qkv_proj"):
        return weight
    rows, hidden = weight.shape
    return replace(weight, shape=(rows, 2 * hidden))


def as_head(draft: ModelArchitecture, target: ModelArchitecture, method: str) -> ModelArchitecture:
    """The head as vLLM holds it beside its model, whose embedding (and, but for EAGLE 3, output head) it uses. Its rotary
    table reaches as far as the model's positions."""
    stretch = max(1, target.max_position) / max(1, draft.max_position)
    rope = round(draft.rope_bytes * max(1.0, stretch))
    shared = draft.hidden_size == target.hidden_size
    first = () if shared else draft.first
    if method == "eagle3":
        return replace(draft, first=first, rope_bytes=rope, first_layer=len(target.layers))
    begin, *rest = draft.layers
    bare = replace(begin, weights=tuple(weight for weight in begin.weights if weight.name != "norm_0"))
    head = () if shared else tuple(weight for weight in draft.last if weight.quantizable is Quantizable.HEAD)
    fused = replicated("fc", draft.hidden_size, 2 * draft.hidden_size)
    return replace(
        draft, layers=(bare, *rest), first=first, last=(*head, fused), rope_bytes=rope, first_layer=len(target.layers)
    )
