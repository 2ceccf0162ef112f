# SPDX-License-Identifier: Apache-2.0
"""`python -m rigwise.core.cli`: the commands without the window."""

import sys

from rigwise.core.cli import main

sys.exit(main())
