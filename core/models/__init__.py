# SPDX-License-Identifier: Apache-2.0
"""What a checkpoint is: architecture, weight format, catalogue."""
