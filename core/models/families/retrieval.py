# SPDX-License-Identifier: Apache-2.0
"""Models that answer with vectors, scores or labels: another class's model, and what it has instead of a head.

Sources: vllm/model_executor/models/colbert.py, colqwen3.py, colqwen3_5.py, colpali.py, jina.py, jina_vl.py, voyage.py,
lfm2.py, nemotron_vl.py, qwen3_asr_forced_aligner.py, clef_joint_schema.py, 0.33.0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rigwise.core.models.architecture import Layer, ModelArchitecture, Quantizable, Weight
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.reader import Config

Head = Callable[[Config, int], tuple[Weight, ...]]
FLOAT32 = 4  # vLLM holds the heads of pooling models in float32 (config/model.py head_dtype)


def nothing(config: Config, hidden: int) -> tuple[Weight, ...]:
    return ()


def narrow(*names: str, default: int = 0, bias: bool = False) -> Head:
    """A projection of each token's vector, where the config names a width for it."""

    def head(config: Config, hidden: int) -> tuple[Weight, ...]:
        out = config.integer(*names, default=default, low=0)
        return (_plain("projection", out, hidden, bias=bias, bytes_each=FLOAT32),) if out else ()

    return head


def _plain(name: str, out: int, size: int, bias: bool = False, bytes_each: int | None = None) -> Weight:
    return replicated(name, out, size, bias, quantized=False, bytes_each=bytes_each)


COLBERT = narrow("colbert_dim", "dim", "projection_dim")
COLQWEN = ("embed_dim", "dims", "dim", "projection_dim", "colbert_dim")
JINA_EMBEDDING = 512  # models/config.py JinaForRankingConfig


def jina_ranking(config: Config, hidden: int) -> tuple[Weight, ...]:
    return (_plain("projector.0", hidden // 2, hidden), _plain("projector.2", JINA_EMBEDDING, hidden // 2))


def jina_scorer(config: Config, hidden: int) -> tuple[Weight, ...]:
    layers = (column("score.dense", hidden, hidden, True), row("score.out_proj", 1, hidden, True))
    return tuple(replace(weight, quantizable=Quantizable.NEVER, bytes_each=FLOAT32) for weight in layers)


def labels(name: str, bytes_each: int | None = None) -> Head:
    def head(config: Config, hidden: int) -> tuple[Weight, ...]:
        return (_plain("classifier", config.integer(name, default=2), hidden, bytes_each=bytes_each),)

    return head


def joint_schema(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Clef: questions and options read the tokens in layers of their own."""
    given = config.section("joint_head_config")
    width, wide = given.integer("width", default=1024), given.integer("feedforward", default=4096)
    routing = given.integer("routing_layers", default=0, low=0, high=1024)
    depth = given.integer("layers", default=0, low=0, high=1024)

    def attends(name: str, count: int, norms: int, times: int = 1) -> list[Weight]:
        parts = [
            _plain(f"pooler.head.{name}.attention.in", times * 3 * width, width, bias=True),
            _plain(f"pooler.head.{name}.attention.out", times * width, width, bias=True),
            _plain(f"pooler.head.{name}.linear1", wide, width, bias=True),
            _plain(f"pooler.head.{name}.linear2", width, wide, bias=True),
            norm(f"pooler.head.{name}.norms", norms * width, bias=True),
        ]
        return [replace(weight, count=count) for weight in parts] if count else []

    return (
        norm("pooler.head.hidden_norm", hidden, bias=True),
        _plain("pooler.head.projections", 6 * width, hidden),
        *attends("evidence_layers", routing, 3),
        *attends("layers", depth, 3, times=2),
        _plain("pooler.head.residual_scorer", width, 4 * width, bias=True),
    )


@dataclass(frozen=True, slots=True)
class Retrieval:
    """base: the class that it is made of. each_token: it answers for each, so that vLLM keeps no beginnings
    (config/model.py is_prefix_caching_supported). keeps_head: that one's lm_head stays. caches: it reads forwards, so that keys and
    values are kept; otherwise every token sees every other at once."""

    base: str
    head: Head = nothing
    keeps_head: bool = False
    caches: bool = True
    each_token: bool = False


RETRIEVAL: dict[str, Retrieval] = {
    "HF_ColBERT": Retrieval("BertModel", COLBERT),
    "ColBERTModernBertModel": Retrieval("ModernBertModel", COLBERT),
    "ColBERTJinaRobertaModel": Retrieval("XLMRobertaModel", COLBERT),
    "ColBERTLfm2Model": Retrieval("Lfm2ForCausalLM", COLBERT, each_token=True),
    "Lfm2BidirectionalModel": Retrieval("Lfm2ForCausalLM", caches=False),
    "DeepseekV3BidirectionalModel": Retrieval("DeepseekV3ForCausalLM", keeps_head=True),
    "JinaForRanking": Retrieval("Qwen3ForCausalLM", jina_ranking),
    "VoyageQwen3BidirectionalEmbedModel": Retrieval("Qwen3ForCausalLM", labels("num_labels"), caches=False),
    "JinaVLForRanking": Retrieval("Qwen2VLForConditionalGeneration", jina_scorer),
    "LlamaBidirectionalModel": Retrieval("LlamaForCausalLM", caches=False),
    "LlamaBidirectionalForSequenceClassification": Retrieval("LlamaForCausalLM", caches=False),
    **dict.fromkeys(
        ("ColQwen3", "OpsColQwen3Model", "Qwen3VLNemotronEmbedModel"),
        Retrieval("Qwen3VLForConditionalGeneration", narrow(*COLQWEN), keeps_head=True, each_token=True),
    ),
    "ColQwen3_5": Retrieval(
        "Qwen3_5ForConditionalGeneration", narrow(*COLQWEN, default=128, bias=True), keeps_head=True, each_token=True
    ),
    "ColPaliForRetrieval": Retrieval(
        "PaliGemmaForConditionalGeneration", narrow("embedding_dim", *COLQWEN), keeps_head=True, each_token=True
    ),
    "OpenAIPrivacyFilterForTokenClassification": Retrieval(
        "GptOssForCausalLM", labels("num_labels", FLOAT32), caches=False
    ),
    "D3ForSequenceClassification": Retrieval("Qwen3_5ForConditionalGeneration"),
    "ClefFlashForJointSchema": Retrieval(
        "InternS2PreviewForConditionalGeneration", joint_schema, keeps_head=True, each_token=True
    ),
    "ClefOmniForJointSchema": Retrieval(
        "Qwen3OmniMoeForConditionalGeneration", joint_schema, keeps_head=True, each_token=True
    ),
    "Qwen3ASRForcedAlignerForTokenClassification": Retrieval(
        "Qwen3ASRForConditionalGeneration", labels("classify_num")
    ),
    "LlamaNemotronVLForSequenceClassification": Retrieval("LlamaNemotronVLModel"),
}


def with_head(kind: Retrieval, model: ModelArchitecture, config: Config) -> ModelArchitecture:
    """The model that `kind` makes of its base."""
    last = [weight for weight in model.last if kind.keeps_head or weight.quantizable is not Quantizable.HEAD]
    layers = model.layers if kind.caches else without_caches(model.layers)
    last += kind.head(config, model.hidden_size)
    return replace(
        model, last=tuple(last), tied=model.tied and kind.keeps_head, layers=layers, keeps_prefixes=not kind.each_token
    )


def without_caches(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    kinds = {id(layer): replace(layer, cache=None, beside=None) for layer in layers}
    return tuple(kinds[id(layer)] for layer in layers)
