# SPDX-License-Identifier: Apache-2.0
"""What is possible and what is best."""
