# SPDX-License-Identifier: Apache-2.0
"""One page a file."""
