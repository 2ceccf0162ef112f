# SPDX-License-Identifier: Apache-2.0
"""What a log means: known failures (resources/failures), found in its lines, named with their fixes."""
