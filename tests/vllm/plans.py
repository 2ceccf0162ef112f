# SPDX-License-Identifier: Apache-2.0
"""Let vLLM's own EngineArgs(...).create_engine_config() judge combinations (JSON lines on stdin), with a pretended GPU.

Run by the Python of an environment that holds vLLM; see packaging/test-vllm.sh. What it looks at: the number of cards,
heads, experts, pipelines, context, scheduler, formats by compute capability. What only building the model meets
(vocabulary, quantization groups, widths) stays out of the figure and is counted.
"""

import collections
import contextlib
import io
import json
import os
import sys
import tempfile
import types
from pathlib import Path

os.environ.update(VLLM_TARGET_DEVICE="cpu", VLLM_LOGGING_LEVEL="CRITICAL", VLLM_NO_USAGE_STATS="1", HF_HUB_OFFLINE="1")

# rules of Rigwise that the configuration stage does not reach
BEYOND = {
    "tensor-parallel-kv-heads", "tensor-parallel-vocabulary", "tensor-parallel-width", "tensor-parallel-groups",
    "tensor-parallel-blocks", "tensor-parallel-state", "format-not-on-card", "kv-cache-needs-newer-card", "pipeline-too-long",
    "kv-cache-dtype-model", "pipeline-shared-cache", "card-too-old", "attention-needs-newer-card",
    "not-enough-gpus-for-replicas",
}  # fmt: skip
# what says nothing of the combination: packages that this environment lacks, code that only the repository has
UNJUDGED = ("failed to be inspected", "does not recognize this architecture")
KEPT = []


def pretend(name, capability, gib, count):
    """CUDA's platform with cards that are not there, and the answers of the extension that is not compiled."""
    for module in ("vllm._C_stable_libtorch", "vllm._moe_C_stable_libtorch",
                   "vllm.vllm_flash_attn._vllm_fa2_C", "vllm.vllm_flash_attn._vllm_fa3_C"):  # fmt: skip
        sys.modules.setdefault(module, types.ModuleType(module))
    import torch

    torch.version.cuda = torch.version.cuda or "13.0"
    library = torch.library.Library("_C", "FRAGMENT")
    KEPT.append(library)
    for question, least in (("cutlass_scaled_mm_supports_fp8", 89), ("cutlass_scaled_mm_supports_block_fp8", 90),
                            ("cutlass_group_gemm_supported", 90), ("cutlass_scaled_mm_supports_fp4", 100)):  # fmt: skip
        library.define(f"{question}(int cuda_device_capability) -> bool")
        library.impl(question, lambda have, least=least: have >= least, "CompositeExplicitAutograd")
    import vllm.platforms as platforms
    from vllm.platforms.interface import DeviceCapability, UnspecifiedPlatform

    platforms.current_platform = UnspecifiedPlatform()
    from vllm.platforms.cuda import NonNvmlCudaPlatform

    class Pretended(NonNvmlCudaPlatform):
        @classmethod
        def get_device_capability(cls, device_id=0):
            return DeviceCapability(*capability)

        @classmethod
        def get_device_name(cls, device_id=0):
            return name

        @classmethod
        def get_device_total_memory(cls, device_id=0):
            return int(gib * (1 << 30))

        @classmethod
        def device_count(cls):
            return count

        @classmethod
        def num_compute_units(cls, device_id=0):
            return 128

        @classmethod
        def is_integrated_gpu(cls, device_id=0):
            return False

    platforms.current_platform = Pretended()


def refusal(folder, options, remote_code):
    """What vLLM says against it, None when nothing. remote_code: Rigwise would ask for consent to the repository's own."""
    from vllm import AsyncEngineArgs
    from vllm.usage.usage_lib import UsageContext

    given = {key: value for key, value in options.items() if value is not None}
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            arguments = AsyncEngineArgs(model=str(folder), trust_remote_code=remote_code, **given)
            arguments.create_engine_config(usage_context=UsageContext.OPENAI_API_SERVER)
    except Exception as error:
        return f"{type(error).__name__}: {str(error).strip()}"
    return None


def main():
    cases = [json.loads(line) for line in sys.stdin]
    pretend(*cases[0]["gpu"])
    agreed = collections.Counter()
    wrong = []
    with tempfile.TemporaryDirectory() as place:
        for case in cases:
            folder = Path(place, case["model"].replace("/", "--"))
            if not folder.exists():
                folder.mkdir()
                (folder / "config.json").write_text(json.dumps(case["config"]))
            said = refusal(folder, case["options"], case["remote_code"])
            refused = set(case["refused"])
            if said is not None and any(words in said for words in UNJUDGED):
                agreed["not judged: vLLM cannot read the model here"] += 1
                continue
            if said is None and refused and refused <= BEYOND:
                agreed["refused by Rigwise for what only building the model meets"] += 1
                continue
            if (said is None) == (not refused):
                agreed["legal" if said is None else "illegal"] += 1
                if case["offered"] and said is None:
                    agreed["offered by the planner"] += 1
            else:
                wrong.append((case, said))
    import vllm

    for case, said in wrong[:40]:
        print(
            case["model"], {k: v for k, v in case["options"].items() if v}, "\n    Rigwise:", case["refused"] or "legal"
        )
        print("    vLLM:", " ".join((said or "legal").split())[:400])
    judged = agreed["legal"] + agreed["illegal"] + len(wrong)
    share = (judged - len(wrong)) / judged if judged else 0.0
    print(
        f"vLLM {vllm.__version__} on {cases[0]['gpu'][3]} x {cases[0]['gpu'][0]}: {judged} judged, {share:.1%} agree; {dict(agreed)}"
    )
    return 1 if wrong or not judged else 0


if __name__ == "__main__":
    sys.exit(main())
