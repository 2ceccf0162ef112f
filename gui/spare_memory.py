# SPDX-License-Identifier: Apache-2.0
"""Memory that the C library would keep to itself."""

from __future__ import annotations

import sys

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # malloc.h of the GNU C library
LARGE = 128 << 10  # bytes: the threshold that glibc begins with and raises by itself
ARENAS = 2


def give_memory_back() -> None:
    """Pictures of a whole window go back to the system when they are freed, and worker threads share one heap: a few
    megabytes less on Linux, and nothing elsewhere."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # musl has none
        library.mallopt(M_MMAP_THRESHOLD, LARGE)
        library.mallopt(M_ARENA_MAX, ARENAS)
