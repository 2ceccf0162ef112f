# SPDX-License-Identifier: Apache-2.0
"""The container engine: pull, start, follow, talk, stop."""
