# SPDX-License-Identifier: Apache-2.0
"""Painted and composed widgets."""
