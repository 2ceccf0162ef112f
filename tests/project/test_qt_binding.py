# SPDX-License-Identifier: Apache-2.0
"""PySide6 6.12.0 on CPython < 3.12 loses a reference to True at every emit and aborts after some hundreds."""

import subprocess
import sys

PROBE = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Sender(QObject):
    fired = Signal()

application, sender = QCoreApplication([]), Sender()
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(50):
    sender.fired.emit()
    sender.setObjectName("x")
print(sys.getrefcount(True) - before[0], sys.getrefcount(None) - before[1])
"""


def test_emitting_a_signal_keeps_the_references_to_true_and_none():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    true, none = map(int, done.stdout.split())
    assert true > -25
    assert none > -25
