# SPDX-License-Identifier: Apache-2.0
"""Units and how they are written. Memory is bytes inside and GiB (2^30) on screen; a download's GB is 10^9."""

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30
GB = 10**9


def gib(n_bytes: float) -> float:
    """Bytes as GiB."""
    return n_bytes / GIB


def format_gib(n_bytes: float, digits: int = 1) -> str:
    """`23.5 GiB`; a small positive amount is `<0.1 GiB`, never `0.0 GiB`."""
    value = n_bytes / GIB
    smallest = 10**-digits
    if 0 < value < smallest / 2:
        return f"<{smallest:.{digits}f} GiB"
    return f"{value:.{digits}f} GiB"


def format_gb(n_bytes: float, digits: int = 1) -> str:
    """A download's size, `16.1 GB` (10^9)."""
    return f"{n_bytes / GB:.{digits}f} GB"


def format_tokens(tokens: int) -> str:
    """`131,072`."""
    return f"{tokens:,}"
