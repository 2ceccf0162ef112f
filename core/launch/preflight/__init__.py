# SPDX-License-Identifier: Apache-2.0
"""What can be known before a start: look.py gathers facts of this machine, judge.py says what they mean, a file of lines a subject."""
