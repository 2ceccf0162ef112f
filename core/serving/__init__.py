# SPDX-License-Identifier: Apache-2.0
"""vLLM flags from a Deployment, and the commands that carry them."""
