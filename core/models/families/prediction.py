# SPDX-License-Identifier: Apache-2.0
"""Multi-token prediction: modules of a checkpoint that guess tokens ahead, which vLLM loads beside the model.

A module is a decoder layer like those of the model, behind a projection of the embedding and the model's last hidden
state, with a few norms around. Sources: vllm/config/speculative.py (which class has which), model_executor/models/
*_mtp.py, vllm/models/*/nvidia/mtp.py, 0.33.0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rigwise.core.models.architecture import (
    AttentionCache,
    LatentCache,
    Layer,
    ModelArchitecture,
    Predictor,
    Quantizable,
    Weight,
)
from rigwise.core.models.families.pieces import column, gated_mlp, lm_head, norm, replicated
from rigwise.core.models.families.step import is_sparse
from rigwise.core.models.reader import Config
from rigwise.core.words import phrase

MOST_MODULES = 16
COUNTS = ("num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_modules")


@dataclass(frozen=True, slots=True)
class Traits:
    """How the modules of one model class are made. Classes that are neither here nor in SERVED have none in vLLM.

    projection: its name; a matrix that stays 16-bit on every rank, or with `fused` one that is split and quantized.
    norms:   of the hidden size, beside the layer's own two.
    names:   prefix of the layers where they are counted from 0; "": they carry on the decoder's numbers.
    behind:  the layers are those that the decoder would go on with; else its last one that attends.
    least:   modules where the config does not count them.
    heads:   every module has an output head of its own.
    embeds:  see Predictor.
    """

    projection: str = "eh_proj"
    fused: bool = False
    norms: int = 3
    names: str = ""
    behind: bool = True
    least: int = 0
    heads: bool = False
    embeds: bool = True


NEMOTRON = "NemotronHForCausalLM"
DEEPSEEK = Traits()
QWEN = Traits("mtp.fc", fused=True, names="mtp.layers.", behind=False, least=1)
TRAITS: dict[str, Traits] = {
    "DeepseekV3ForCausalLM": DEEPSEEK,
    "DeepseekV32ForCausalLM": DEEPSEEK,
    "GlmMoeDsaForCausalLM": DEEPSEEK,
    "Glm4MoeForCausalLM": DEEPSEEK,
    "Glm4MoeLiteForCausalLM": DEEPSEEK,
    "GlmOcrForConditionalGeneration": DEEPSEEK,
    "DeepseekV4ForCausalLM": DEEPSEEK,
    "HYV3ForCausalLM": replace(DEEPSEEK, norms=4),
    "Qwen3NextForCausalLM": QWEN,
    "Qwen3_5ForCausalLM": replace(QWEN, least=0),
    "Qwen3_5MoeForCausalLM": replace(QWEN, least=0),
    "Qwen3_5ForConditionalGeneration": replace(QWEN, least=0),
    "Qwen3_5MoeForConditionalGeneration": replace(QWEN, least=0),
    "ExaoneMoeForCausalLM": QWEN,
    "ExaoneMoEForCausalLM": QWEN,
    "MiMoForCausalLM": Traits("input_proj"),
    "MiMoV2FlashForCausalLM": Traits(names="mtp.layers.", least=1),
    "Ernie4_5_MoeForCausalLM": Traits("mtp_linear_proj", norms=2),
    NEMOTRON: Traits("mtp.layers.0.eh_proj", fused=True, names="mtp.layers.", embeds=False),
    "MiniMaxM3SparseForCausalLM": Traits(behind=False),
    "MiniMaxM3SparseForConditionalGeneration": Traits(behind=False),
    "Step3p5ForCausalLM": Traits(heads=True),
    "Step3p7ForConditionalGeneration": Traits(heads=True),
}
LIKE_THE_LAST = Traits(behind=False)
SERVED = frozenset(
    {
        "BailingMoeV2_5ForCausalLM", "BailingMoeV3ForCausalLM", "BailingMoeV3VLForConditionalGeneration",
        "Dots3NoteForCausalLM", "Exaone4_5_ForConditionalGeneration", "Glm5NextForCausalLM", "HYV4ForCausalLM",
        "KimiK3ForConditionalGeneration", "LongcatFlashForCausalLM", "NemotronH_Omni_Reasoning_V3",
        "NemotronH_Super_Omni_Reasoning_V3", "PanguUltraMoEForCausalLM", "Qwen4ExpForConditionalGeneration",
        "Step5ForCausalLM", "Step5ForConditionalGeneration",
    }
)  # fmt: skip


def predictor(
    config: Config, model: ModelArchitecture, method: str, reread: Callable[[Config], ModelArchitecture]
) -> Predictor | None:
    """The modules that a checkpoint brings, None for none. method: of its quantization; reread: reads a changed config."""
    traits = TRAITS.get(model.name, LIKE_THE_LAST if model.name in SERVED else None)
    count = _count(config, traits.least) if traits else 0
    if traits is None or not count or not model.layers:
        return None
    layers = _layers(config, model, traits, count, reread)
    note = phrase("models", "the prediction modules of {architecture} are taken for layers like its last").format(
        architecture=model.name
    )
    return Predictor(
        layers,
        tuple(_around(config, model, traits, len(layers) if model.name != NEMOTRON else 1, method)),
        traits.names or "layers.",
        0 if traits.names else len(model.layers),
        len(layers) if "num_nextn_predict_layers" in config and model.name != NEMOTRON else 1,
        traits.embeds,
        (note,) if traits is LIKE_THE_LAST else (),
    )


def _count(config: Config, least: int) -> int:
    """How many modules; a count that makes no sense counts for none, as nobody may ask for them."""
    value = next((config.values[name] for name in COUNTS if config.values.get(name) is not None), least)
    sensible = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_MODULES
    return value if sensible else 0


def _layers(
    config: Config,
    model: ModelArchitecture,
    traits: Traits,
    count: int,
    reread: Callable[[Config], ModelArchitecture],
) -> tuple[Layer, ...]:
    if model.name == NEMOTRON:
        return _nemotron(config, model)
    if model.name == "MiMoV2FlashForCausalLM":
        # of several vLLM reads the first, and its output projection in 16 bit (mimo_v2.py)
        return (_dense(config, model, _last(model, sliding=True), whole=("self_attn.o_proj",)),)
    if model.name == "Ernie4_5_MoeForCausalLM":
        return (_dense(config, model, model.layers[-1]),) * count
    if not traits.behind:
        return (_last(model),) * count
    depth = len(model.layers)
    more = {**config.values, "num_hidden_layers": depth + count}
    if model.name.startswith("Step3p"):
        more |= _step(config, depth, count)
    behind = reread(Config(more)).layers[depth : depth + count]
    return tuple(_choosing(layer, model) for layer in behind)


def _last(model: ModelArchitecture, sliding: bool = False) -> Layer:
    """The last layer that attends (keeps a state only where none does)."""
    for layer in reversed(model.layers):
        cache = layer.cache
        if isinstance(cache, AttentionCache) and bool(cache.window) == sliding:
            return layer
        if isinstance(cache, LatentCache) and not sliding:
            return layer
    return model.layers[-1]


def _choosing(layer: Layer, model: ModelArchitecture) -> Layer:
    """With sparse latent attention every module chooses its tokens itself, as only some layers of the model do."""
    cache = layer.cache
    if not isinstance(cache, LatentCache) or not cache.sparse or cache.indexer_dim:
        return layer
    kinds = (other for other in reversed(model.layers) if isinstance(other.cache, LatentCache))
    return next((other for other in kinds if other.cache.indexer_dim and other.kind == layer.kind), layer)  # type: ignore[union-attr]


def _dense(config: Config, model: ModelArchitecture, layer: Layer, whole: tuple[str, ...] = ()) -> Layer:
    """The attention of a layer before an ordinary MLP. whole: weights of it that no format changes."""
    hidden = model.hidden_size
    attention = [
        replace(weight, quantizable=Quantizable.NEVER) if weight.name in whole else weight
        for weight in layer.weights
        if weight.name.startswith("self_attn.")
    ]
    mlp = gated_mlp("mlp", hidden, config.integer("intermediate_size", default=model.intermediate_size))
    norms = (norm("input_layernorm", hidden), norm("post_attention_layernorm", hidden))
    return Layer((*attention, *mlp, *norms), layer.cache, "dense")


def _nemotron(config: Config, model: ModelArchitecture) -> tuple[Layer, ...]:
    """One module of several layers, each of one thing, by a pattern of letters."""
    kinds = {layer.kind: layer for layer in model.layers}
    letters = config.text("mtp_hybrid_override_pattern", default="*E")
    wanted = ["attention" if letter == "*" else "moe" for letter in letters[:MOST_MODULES]]
    return tuple(kinds[kind] for kind in wanted if kind in kinds)


def _step(config: Config, depth: int, count: int) -> dict[str, object]:
    """Types of the layers behind the last: listed apart or at the end of the list, dense where nothing is said."""
    attends = [*config.texts("layer_types", most=4096), *config.texts("mtp_layer_types", most=4096)]
    feeds = ["sparse" if is_sparse(config, index) else "dense" for index in range(depth)]
    said = (*config.texts("mlp_layer_types", most=4096)[depth:], *config.texts("mtp_mlp_layer_types", most=4096))
    rest = (said[index] if index < len(said) else "dense" for index in range(count))
    return {"layer_types": attends, "mlp_layer_types": [*feeds, *rest]}


def _around(config: Config, model: ModelArchitecture, traits: Traits, modules: int, method: str) -> Iterator[Weight]:
    hidden = model.hidden_size
    for _ in range(1 if traits.projection == QWEN.projection else modules):
        yield from (norm(f"norm_{index}", hidden) for index in range(traits.norms))
        if model.name == "DeepseekV4ForCausalLM":
            yield from (replicated(name, hidden, hidden) for name in ("e_proj", "h_proj"))
            yield from model.everywhere
        elif traits.fused:
            split = column(traits.projection, hidden, 2 * hidden)
            # missing in lists of what such checkpoints leave in 16 bit
            yield replace(split, quantizable=Quantizable.NEVER) if method == "modelopt_fp4" else split
        else:
            yield replicated(traits.projection, hidden, 2 * hidden, quantized=False)
        if traits.heads:
            yield lm_head(model.vocab_size, hidden)
