# SPDX-License-Identifier: Apache-2.0
"""Gpu, Link, Rig; the NVML probe; the GPU catalogue."""
