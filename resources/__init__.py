# SPDX-License-Identifier: Apache-2.0
"""Data files: catalogues, icons. No code."""

from pathlib import Path

FOLDER = Path(__file__).parent
