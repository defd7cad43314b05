"""The words for every reason, by what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.failure_reasons.machine import MACHINE
from app.domain.failure_reasons.people import PEOPLE
from app.domain.failure_reasons.sheets import SHEETS
from app.domain.failure_reasons.sign_in import SIGNING_IN

if TYPE_CHECKING:
    from app.domain.failure_phrases import Words
    from app.domain.failures import Reason

BY_REASON: dict[Reason, Words] = {**SIGNING_IN, **SHEETS, **MACHINE, **PEOPLE}
