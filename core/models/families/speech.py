# SPDX-License-Identifier: Apache-2.0
"""Encoders of speech before a language model: Whisper's in several, Granite Speech's conformer and query transformer.

Sources: vllm/model_executor/models/ (voxtral.py, whisper.py, granite_speech.py, blip2.py, glmasr.py,
moss_transcribe_diarize.py, moss_audio.py, ultravox.py, funasr.py, fireredasr2.py, kimi_audio.py), 0.33.0;
transformers' models/vibevoice_asr.
"""

from __future__ import annotations

from dataclasses import replace

from rigwise.core.models.architecture import Weight
from rigwise.core.models.families.encoders import Tower
from rigwise.core.models.families.pieces import column, norm, replicated, row
from rigwise.core.models.families.towers import encoder_layers, layered, plain
from rigwise.core.models.reader import Config


def voxtral(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Whisper's encoder as vLLM builds it, sharded; an adapter over four frames that every rank holds whole."""
    audio = config.section("audio_config")
    own, wide = audio.integer("d_model", "hidden_size"), audio.integer("encoder_ffn_dim", "intermediate_size")
    # transformers' config does not say how many frames are joined: its projector takes as many as fill the MLP's width
    joined = audio.integer("downsample_factor", default=max(1, wide // own), high=1024)
    weights = [
        *sharded_whisper(audio, positions_bytes=4),
        mel_filters(audio),
        replicated("audio_language_adapter.w_in", hidden, own * joined),
        replicated("audio_language_adapter.w_out", hidden, hidden),
    ]
    return plain(weights)


def mel_filters(audio: Config) -> Weight:
    mels, frame = audio.integer("num_mel_bins", default=128), audio.integer("window_size", default=400)
    return replicated("whisper_encoder.mel_filters", 1 + frame // 2, mels, bytes_each=4)


def sharded_whisper(audio: Config, positions_bytes: int | None = None, staged: bool = True) -> list[Weight]:
    """Whisper's encoder as vLLM builds it. staged: its layers are cut into pipeline stages like a decoder's."""
    own, wide = audio.integer("d_model", "hidden_size"), audio.integer("encoder_ffn_dim", "intermediate_size")
    rows = audio.integer("max_source_positions", default=1500)
    depth = audio.integer("encoder_layers", "num_hidden_layers", high=1024)
    return [
        replicated("whisper_encoder.conv1", own, 3 * audio.integer("num_mel_bins", default=128), bias=True),
        replicated("whisper_encoder.conv2", own, 3 * own, bias=True),
        replicated("whisper_encoder.positions", rows, own, bytes_each=positions_bytes),
        *(replace(weight, staged=staged) for weight in encoder_layers("whisper_encoder.layers", own, wide, depth)),
        norm("whisper_encoder.layer_norm", own, bias=True),
    ]


def moss_transcribe(config: Config, hidden: int) -> tuple[Weight, ...]:
    """MOSS Transcribe Diarize: Whisper's encoder, and an adaptor over frames side by side."""
    weights = [
        *sharded_whisper(config.section("audio_config")),
        replicated("vq_adaptor.0", hidden, config.integer("adaptor_input_dim", default=4096), bias=True),
        replicated("vq_adaptor.2", hidden, hidden, bias=True),
        norm("vq_adaptor.3", hidden, bias=True),
    ]
    return plain(weights)


def granite_speech(config: Config, hidden: int) -> tuple[Weight, ...]:
    """A conformer whose MLPs alone are sharded, and a query transformer that makes few tokens of a window."""
    audio, queries = config.section("encoder_config"), config.section("projector_config")
    own, out = audio.integer("hidden_dim", "hidden_size", default=1024), audio.integer("output_dim", default=42)
    inner = audio.integer("dim_head", default=128) * audio.integer("num_heads", default=8)
    wide = own * audio.integer("feedforward_mult", default=4, high=1024)
    conv = own * audio.integer("conv_expansion_factor", default=2, high=1024)
    layer = [
        *(norm(f"encoder.norm{i}", own, bias=True) for i in range(5)),  # two MLPs, attention, convolution, the end
        column("encoder.ff.up_proj", 2 * wide, own, True),  # of both MLPs
        row("encoder.ff1.down_proj", own, wide, True),
        row("encoder.ff2.down_proj", own, wide, True),
        replicated("encoder.attn.to_qkv", 3 * inner, own),
        replicated("encoder.attn.to_out", own, inner, bias=True),
        replicated(
            "encoder.attn.rel_pos_emb",
            2 * audio.integer("max_pos_emb", default=512) + 1,
            audio.integer("dim_head", default=128),
        ),
        replicated("encoder.conv.up_conv", 2 * conv, own, bias=True),
        replicated("encoder.conv.depth_conv", conv, audio.integer("conv_kernel_size", default=15)),
        norm("encoder.conv.batch_norm", 2 * conv, bias=True),  # and its running mean and variance
        replicated("encoder.conv.down_conv", own, conv, bias=True),
    ]
    weights = [
        replicated("encoder.input_linear", own, audio.integer("input_dim", default=160), bias=True),
        *layered(layer, audio.integer("num_layers", "num_hidden_layers", default=10, high=1024)),
        column("encoder.out", out, own, True),
        row("encoder.out_mid", own, out, True),
        *query_transformer(queries),
        replicated(
            "projector.query",
            max(1, config.integer("window_size", default=15) // config.integer("downsample_rate", default=5)),
            queries.integer("hidden_size", default=768),
        ),
        replicated("projector.linear", hidden, queries.integer("hidden_size", default=768), bias=True),
    ]
    return plain(weights)


def query_transformer(config: Config) -> list[Weight]:
    """BLIP-2's, whole on every rank: every layer attends to itself, every n-th to the encoder as well."""
    own, wide = config.integer("hidden_size", default=768), config.integer("intermediate_size", default=3072)
    seen, depth = (
        config.integer("encoder_hidden_size", default=1408),
        config.integer("num_hidden_layers", default=12, high=1024),
    )
    often = config.integer("cross_attention_frequency", default=2, high=1024)
    layer = [
        replicated("projector.attention.qkv", 3 * own, own, bias=True),
        replicated("projector.attention.dense", own, own, bias=True),
        norm("projector.norms", 2 * own, bias=True),
        replicated("projector.intermediate_query", wide, own, bias=True),
        replicated("projector.output_query", own, wide, bias=True),
    ]
    across = [
        replicated("projector.crossattention.query", own, own, bias=True),
        replicated("projector.crossattention.kv", 2 * own, seen, bias=True),
        replicated("projector.crossattention.dense", own, own, bias=True),
        norm("projector.crossattention.norm", own, bias=True),
    ]
    return [norm("projector.layernorm", own, bias=True), *layered(layer, depth), *layered(across, -(-depth // often))]


def glm_asr(config: Config, hidden: int) -> tuple[Weight, ...]:
    """GLM-ASR: Whisper's convolutions before sharded layers that rotate, a projector over frames side by side."""
    audio = config.section("audio_config")
    own, wide = audio.integer("hidden_size", default=1280), audio.integer("intermediate_size", default=5120)
    depth = audio.integer("num_hidden_layers", default=32, high=1024)
    weights = [
        replicated("audio_tower.conv1", own, 3 * audio.integer("num_mel_bins", default=128), bias=True),
        replicated("audio_tower.conv2", own, 3 * own, bias=True),
        *encoder_layers("audio_tower.layers", own, wide, depth),
        norm("audio_tower.norm", own, bias=True),
        column("multi_modal_projector.linear_1", 2 * hidden, wide, True),
        row("multi_modal_projector.linear_2", hidden, 2 * hidden, True),
    ]
    return plain(weights)


def ultravox(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Ultravox: Whisper's encoder, whole on every pipeline stage, and a projector over frames side by side, which may
    have layers of the encoder's kind."""
    audio = config.section("audio_config")
    own = audio.integer("d_model", "hidden_size")
    stacked = own * config.integer("stack_factor", default=8, high=1024)
    depth = config.integer("num_projector_layers", default=0, low=0, high=1024)
    tower = [*sharded_whisper(audio, staged=False), norm("multi_modal_projector.ln_pre", stacked)]
    if depth:
        wide = audio.integer("encoder_ffn_dim", "intermediate_size")
        tower += [
            replicated("multi_modal_projector.linear_in", own, stacked, bias=True),
            replicated(
                "multi_modal_projector.embed_positions", audio.integer("max_source_positions", default=1500), own
            ),
            *encoder_layers("multi_modal_projector.layers", own, wide, depth),
            norm("multi_modal_projector.ln_post", own),
            replicated("multi_modal_projector.linear_out", hidden, own, bias=True),
        ]
        return plain(tower)
    inner = config.integer("outer_hidden_size", default=4096)
    middle = inner // 2 if config.text("projector_act", default="swiglu") == "swiglu" else inner
    tower += [
        replicated("multi_modal_projector.linear_1", inner, stacked),
        replicated("multi_modal_projector.linear_2", hidden, middle),
        norm("multi_modal_projector.ln", middle if config.flag("projector_ln_mid") else hidden),
    ]
    return plain(tower)


def moss_audio(config: Config, hidden: int) -> tuple[Weight, ...]:
    """MOSS-Audio: layers like Whisper's behind three convolutions, a gated adapter, and one for each layer that the
    language model takes in."""
    audio = config.section("audio_config")
    own, wide = audio.integer("d_model", default=1280), audio.integer("encoder_ffn_dim", default=5120)
    folded, bands = audio.integer("downsample_hidden_size", default=480), audio.integer("num_mel_bins", default=128)
    out, between = audio.integer("output_dim", default=own), config.integer("adapter_hidden_size", default=8192)
    adapters = 1 + len(audio.sequence("deepstack_encoder_layer_indexes", most=1024))
    first = config.integer("deepstack_num_inject_layers", default=adapters - 1, low=0, high=1024)

    def adapter(size: int, name: str) -> list[Weight]:
        return [
            column(f"{name}.gate_up_proj", 2 * between, size, parts=(between, between)),
            row(f"{name}.down_proj", hidden, between),
        ]

    tower = [
        replicated("audio_encoder.conv1", folded, 9, bias=True),
        replicated("audio_encoder.conv2", folded, 9 * folded, bias=True),
        replicated("audio_encoder.conv3", folded, 9 * folded, bias=True),
        replicated("audio_encoder.stem_proj", own, folded * -(-bands // 8), bias=True),
        *encoder_layers("audio_encoder.layers", own, wide, audio.integer("encoder_layers", default=32, high=1024)),
        norm("audio_encoder.layer_norm", own, bias=True),
        *adapter(out, "audio_adapter"),
    ]
    if out != own:
        tower.append(replicated("audio_encoder.out_proj", out, own))
    if deep := min(adapters - 1, first):
        tower += layered(adapter(own, "deepstack_audio_merger"), deep)
    return plain(tower)


SENSE_VOICE = (
    560,
    512,
    1024,
    2048,
    2,
)  # features, width, adaptor's width, its first one's MLP, its layers (models/funasr.py)


def funasr(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Fun-ASR: SenseVoice's encoder, whose MLPs alone are sharded, and an adaptor of fixed sizes."""
    audio = config.section("audio_encoder_conf")
    features, adapted_from, wide_to, first_wide, adaptor_layers = SENSE_VOICE
    own, wide = audio.integer("output_size", default=256), audio.integer("linear_units", default=2048)
    kernel = audio.integer("kernel_size", default=11)

    def layers(size: int, count: int) -> list[Weight]:
        layer = [
            replicated("audio_encoder.self_attn.linear_q_k_v", 3 * own, size, bias=True),
            replicated("audio_encoder.self_attn.out_proj", own, own, bias=True),
            replicated("audio_encoder.self_attn.fsmn_block", own, kernel),
            column("audio_encoder.feed_forward.w_1", wide, own, True),
            row("audio_encoder.feed_forward.w_2", own, wide, True),
            norm("audio_encoder.norm1", size, bias=True),
            norm("audio_encoder.norm2", own, bias=True),
        ]
        return layered(layer, count) if count else []

    blocks = audio.integer("num_blocks", default=6, high=1024)
    weights = [
        *layers(features, 1),
        *layers(own, blocks - 1 + audio.integer("tp_blocks", default=0, low=0, high=1024)),
        norm("audio_encoder.norms", 2 * own, bias=True),
        column("audio_adaptor.linear1", first_wide, adapted_from, True),
        row("audio_adaptor.linear2", wide_to, first_wide, True),
        *encoder_layers("audio_adaptor.blocks", wide_to, wide_to // 4, adaptor_layers),
    ]
    return plain(weights)


def fireredasr2(config: Config, hidden: int) -> tuple[Weight, ...]:
    """FireRedASR 2: a conformer with relative positions and an adapter over frames, whole on every rank."""
    audio = config.section("audio_encoder_conf")
    own, bands = audio.integer("d_model"), audio.integer("idim", default=80)
    joined, conv = config.integer("encoder_downsample_rate", default=2, high=1024), 2 * own
    layer = [
        *(replicated(f"layer_stack.ffn{half}.linear_expand", 4 * own, own, bias=True) for half in (1, 2)),
        *(replicated(f"layer_stack.ffn{half}.linear_project", own, 4 * own, bias=True) for half in (1, 2)),
        replicated("layer_stack.mhsa", 5 * own, own),  # query, key, value, positions, output
        norm("layer_stack.mhsa.pos_biases", 2 * own),
        norm("layer_stack.norms", 7 * own, bias=True),
        replicated("layer_stack.conv.pointwise_conv1", 2 * conv, own),
        replicated("layer_stack.conv.depthwise_conv", conv, audio.integer("kernel_size", default=33)),
        norm("layer_stack.conv.batch_norm", conv, bias=True),
        replicated("layer_stack.conv.pointwise_conv2", own, conv),
    ]
    weights = [
        replicated("input_preprocessor.conv.0", 32, 9, bias=True),
        replicated("input_preprocessor.conv.2", 32, 9 * 32, bias=True),
        replicated("input_preprocessor.out", own, 32 * max(1, ((bands - 1) // 2 - 1) // 2), bias=True),
        replicated("positional_encoding.pe", 2 * audio.integer("pe_maxlen", default=5000) - 1, own),
        *layered(layer, audio.integer("n_layers_enc", high=1024)),
        replicated("encoder_projector.linear1", hidden, own * joined, bias=True),
        replicated("encoder_projector.linear2", hidden, hidden, bias=True),
    ]
    return plain(weights)


WHISPER_LARGE = Config({"d_model": 1280, "encoder_ffn_dim": 5120, "encoder_layers": 32, "num_mel_bins": 128})


def kimi_audio(config: Config, hidden: int) -> tuple[Weight, ...]:
    """Kimi-Audio: Whisper large v3 from a folder beside its config, and an adaptor over four frames."""
    weights = [
        *sharded_whisper(WHISPER_LARGE),
        replicated("vq_adaptor_layers_0", hidden, config.integer("kimia_adaptor_input_dim", default=5120), bias=True),
        replicated("vq_adaptor_layers_3", hidden, hidden, bias=True),
        norm("vq_adaptor_layers_4", hidden, bias=True),
    ]
    return plain(weights)


def vibevoice(config: Config, hidden: int) -> tuple[Weight, ...]:
    """VibeVoice ASR: two stacks of convolutions by transformers, one hears the sound and one its meaning, and a
    projector of each."""
    weights: list[Weight] = []
    for kind in ("acoustic", "semantic"):
        audio = config.section(f"{kind}_tokenizer_encoder_config")
        width, out = audio.integer("num_filters", default=32), audio.integer("hidden_size", default=64)
        kernel, grows = audio.integer("kernel_size", default=7, high=1024), audio.integer("ffn_expansion", default=4)
        ratios = audio.integers("downsampling_ratios", low=1)[:16] or (2, 2, 4, 5, 5, 8)
        weights.append(replicated(f"{kind}.stem", width, kernel * audio.integer("channels", default=1), bias=True))
        for stage, depth in enumerate(audio.integers("depths", low=1, high=1024)[:17] or (3, 3, 3, 3, 3, 3, 8)):
            if 0 < stage <= len(ratios):
                weights.append(replicated(f"{kind}.conv", 2 * width, 2 * ratios[stage - 1] * width, bias=True))
                width *= 2
            layer = [
                replicated(f"{kind}.ffn.linear1", grows * width, width, bias=True),
                replicated(f"{kind}.ffn.linear2", width, grows * width, bias=True),
                replicated(f"{kind}.mixer", width, kernel, bias=True),
                norm(f"{kind}.norms", 4 * width),
            ]
            weights += layered(layer, depth)
        weights += [
            replicated(f"{kind}.head", out, kernel * width, bias=True),
            replicated(f"{kind}_linear_1", hidden, out, bias=True),
            replicated(f"{kind}_linear_2", hidden, hidden, bias=True),
            norm(f"{kind}_norm", hidden),
        ]
    return plain(weights)


SPEECH: dict[str, Tower] = {
    "FireRedASR2ForConditionalGeneration": fireredasr2,
    "VoxtralForConditionalGeneration": voxtral,
    "GlmAsrForConditionalGeneration": glm_asr,
    "MossTranscribeDiarizeForConditionalGeneration": moss_transcribe,
    "MossAudioModel": moss_audio,
    "UltravoxModel": ultravox,
    "MoonshotKimiaForCausalLM": kimi_audio,
    "FunASRForConditionalGeneration": funasr,
    "GraniteSpeechForConditionalGeneration": granite_speech,
    "GraniteSpeechPlusForConditionalGeneration": granite_speech,
}
