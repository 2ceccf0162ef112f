# SPDX-License-Identifier: Apache-2.0
"""What loading a checkpoint leaves on a card beside its parameters: ends of allocator blocks, and copies kernels made.

torch's allocator (c10/cuda/CUDACachingAllocator.cpp) serves tensors of 10 MiB and more from segments of whole 2 MiB and
gives the end of a segment away only if it exceeds 1 MiB; else the tensor's block keeps it, and "Model loading took"
counts blocks. A matrix of 135 MiB thus costs 136. Logs up to 0.20 show it to a few MiB: Qwen2.5-14B on two cards 13.95
GiB, of which 13.79 are parameters.
"""

from __future__ import annotations

from dataclasses import dataclass

from rigwise.core.models.architecture import Quantizable, Weight
from rigwise.core.models.quantization import MXFP4, Format
from rigwise.core.units import MIB

SEGMENT = 2 * MIB  # kRoundLarge
OWN_SEGMENT = 10 * MIB  # kMinLargeAlloc: smaller tensors share segments of 20 MiB, whose blocks are split exactly
SMALLEST_REST = 1 * MIB  # kSmallSize
VALUE_ALIGN = 64  # HopperMXValueLayout: SWIZZLE_ALIGN_M, SWIZZLE_ALIGN_K
SCALE_ROWS = 256  # HopperMXScaleLayout: 2 x 8 warps x 2 x 8 rows


@dataclass(frozen=True, slots=True)
class Loader:
    """How a release loads weights.

    whole_from:     bytes from which blocks are never split while weights load (max_split_size_mb, gpu_worker.py
                    load_model); None: all are.
    counted:        what loading keeps belongs to the weights that are taken off the budget; else to the drop of free
                    memory, as all of the allocator's rests do.
    triton_experts: Hopper runs MXFP4 experts in Triton's layout; else in Marlin's.
    wide_tables:    rotary tables of all multimodal models hold four times the positions (mrope.py).
    scales_kept:    the scales as loaded stay beside those in Triton's layout (fused_moe/oracle/mxfp4.py).
    values_padded:  that layout fills the packed values up to 64 bytes both ways (third_party/triton_kernels hopper_value.py).
    up_projections: what latent attention keeps besides its weights: "copies" of quantized up-projections in 16 bit, or
                    their "products" with the projections of queries and outputs (attention/backends/mla/utils.py, 0.7.3).
    probed_buffers: asking which backend of latent attention fits imports FlashInfer's, which allocates its buffer there and
                    then, whatever is chosen (v1/attention/backends/mla/flashinfer_mla.py g_fi_workspace).
    probed_on_sm12: so on workstation cards of Blackwell (platforms/cuda.py _get_backend_priorities).
    pixtral_whole:  Mistral's own tower is not sharded (models/pixtral.py: nn.Linear).
    """

    whole_from: int | None = None
    counted: bool = True
    triton_experts: bool = False
    scales_kept: bool = True
    wide_tables: bool = True
    values_padded: bool = False
    up_projections: str = "copies"
    probed_buffers: bool = False
    probed_on_sm12: bool = True
    pixtral_whole: bool = False


FIRST_LOADER = Loader(up_projections="", pixtral_whole=True)
LATEST_LOADER = Loader(
    whole_from=20 * MIB,
    counted=False,
    triton_experts=True,
    scales_kept=False,
    wide_tables=False,
    probed_on_sm12=False,
)
PROBED_BUFFER = 128 * MIB  # FLASHINFER_MLA_WORKSPACE_BUFFER_SIZE, and as much in cutlass_mla.py SM100Workspace


def probed(loader: Loader, capability: tuple[int, int]) -> int:
    """Bytes that importing the backends of latent attention allocates."""
    flashinfer = loader.probed_buffers and (loader.probed_on_sm12 or capability[0] != 12)
    return PROBED_BUFFER * (flashinfer + (capability[0] == 10))


def block_rest(size: int, whole_from: int | None) -> int:
    """Bytes that a tensor's block has more than the tensor, in segments of its own."""
    if size < OWN_SEGMENT:
        return 0
    rest = -size % SEGMENT
    whole = whole_from is not None and size >= whole_from
    return rest if whole or rest <= SMALLEST_REST else 0


def kept_bytes(
    weight: Weight, form: Format, copies: int, shape: tuple[int, ...], dtype_bytes: int, loader: Loader, triton: bool
) -> int:
    """Beside one rank's share of a weight (`copies` of `shape`). triton: its card runs MXFP4 experts in Triton."""
    if len(shape) == 1:
        return block_rest(copies * shape[0] * (weight.bytes_each or dtype_bytes), loader.whole_from)
    n, k = shape
    tensors = form.tensors(n, k, weight.bytes_each or dtype_bytes)
    relaid = triton and form.name == MXFP4.name and weight.quantizable is Quantizable.EXPERTS
    filled = _filled(n, k) - tensors[0] if relaid and loader.values_padded else 0
    held = (tensors[0] + filled, *tensors[1:])
    kept = copies * filled + sum(block_rest(copies * size, loader.whole_from) for size in held)
    if relaid:
        kept += copies * _relaid(n, k, tensors[1], loader)
        if weight.bias:
            kept += copies * n * 2  # biases become float32
    if weight.name.endswith("kv_b_proj") and form.bits < 16 and loader.up_projections == "copies":
        kept += n * k * 2  # latent attention absorbs it in 16 bit (mla_attention.py process_weights_after_loading)
    return kept


def _filled(n: int, k: int) -> int:
    """Packed values, two a byte, filled up both ways."""
    return -(-n // VALUE_ALIGN) * VALUE_ALIGN * (-(-k // (2 * VALUE_ALIGN)) * VALUE_ALIGN)


def _relaid(n: int, k: int, scales: int, loader: Loader) -> int:
    """Scales in Triton's layout for Hopper are padded to whole tiles (triton_kernels HopperMXScaleLayout)."""
    groups = -(-k // MXFP4.group)
    padded = -(-n // SCALE_ROWS) * SCALE_ROWS * (groups + groups % 2)
    return padded if loader.scales_kept else padded - scales
