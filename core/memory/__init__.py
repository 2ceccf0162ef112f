# SPDX-License-Identifier: Apache-2.0
"""The memory model: weights, KV cache and overhead as vLLM accounts for them."""
