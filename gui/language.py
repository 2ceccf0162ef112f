# SPDX-License-Identifier: Apache-2.0
"""Which language the window speaks: the person's choice, else the desktop's, else English."""

from __future__ import annotations

import re
import sys

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from rigwise.core import words
from rigwise.core.words import mark
from rigwise.resources import FOLDER as RESOURCES

FOLDER = RESOURCES / "translations"
PSEUDO = (
    "pseudo"  # English in accents and a third longer, numbers as nobody writes them: shows what was not said by phrase
)

_installed: list[QTranslator] = []
_spoken = "en"


def spoken() -> str:
    """The code of the language that was applied last."""
    return _spoken


def choices() -> list[tuple[str, str]]:
    """(code, own name) of each language there is, English first."""
    codes = sorted(path.stem.removeprefix("rigwise_") for path in FOLDER.glob("rigwise_*.qm"))
    return [("en", "English"), *((code, QLocale(code).nativeLanguageName().capitalize()) for code in codes)]


def apply(application: QCoreApplication, wanted: str = "") -> str:
    """Speak `wanted` ("" for the desktop's language); the code of what is spoken then. What is on screen stays as it is."""
    global _spoken
    known = {code for code, _name in choices()} | {PSEUDO}
    desktop = [wanted] if wanted else [name.replace("-", "_") for name in QLocale.system().uiLanguages()]
    candidates = [form for name in desktop for form in (name, name.split("_")[0])]
    code = next((name for name in candidates if name in known), "en")
    locale = QLocale.system() if QLocale.system().name().split("_")[0] == code else QLocale(code)
    if code != _spoken:
        _spoken = code
        _forget()
    QLocale.setDefault(QLocale(QLocale.Language.English) if code == PSEUDO else locale)
    while _installed:  # Qt could be asked for its children, but that takes PySide as long as a page
        application.removeTranslator(_installed.pop())
    if code == PSEUDO:
        words.speak(words.Language(lambda _context, text: pseudo(text), "'", "·"))
        return code
    own, qt = QTranslator(), QTranslator()
    if code != "en" and own.load(f"rigwise_{code}", str(FOLDER)):
        application.installTranslator(own)
        _installed.append(own)
        from PySide6.QtCore import QLibraryInfo

        if qt.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(qt)
            _installed.append(qt)

    def translate(context: str, text: str) -> str:
        return own.translate(context, text) or text

    language = words.Language(
        translate, locale.groupSeparator(), locale.decimalPoint(), translate("numbers", mark("numbers", "%"))
    )
    plain = code == "en" and (language.group, language.point) == (",", ".")
    words.speak(words.ENGLISH if plain else language)
    return code


def _forget() -> None:
    """What is kept of former answers (estimates, plans) has sentences in the language before."""
    for name, module in list(sys.modules.items()):
        if name.startswith("rigwise.") and module is not None:
            for kept in list(vars(module).values()):
                if callable(forget := getattr(kept, "cache_clear", None)):
                    forget()


_ACCENTS = str.maketrans("aceinouyACEINOUY", "àçéîñöûýÀÇÉÎÑÖÛÝ")


def pseudo(text: str) -> str:
    """Longer, accented, in brackets; places to fill stay."""
    parts = re.split(r"(\{[^{}]*\}|`[^`]*`)", text)
    accented = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
    return f"[{accented}{'·' * (len(text) // 3)}]"
