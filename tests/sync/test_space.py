"""What downloads may take of a disk."""

from __future__ import annotations

import pytest

from app.domain.failures import Failure, FailureCode
from app.sync.space import RESERVE, SpaceBudget

MB = 1024 * 1024


@pytest.mark.parametrize(("disk", "kept"), [(40 * MB, 2 * MB), (1024 * MB, 1024 * MB // 20), (1 << 40, RESERVE)])
def test_a_large_disk_keeps_the_reserve_and_a_small_one_a_twentieth(disk: int, kept: int) -> None:
    budget = SpaceBudget(lambda: disk, lambda: disk)
    with pytest.raises(Failure) as refused:
        budget.promise(disk - kept + 1)
    assert refused.value.code is FailureCode.LOCAL_SPACE
    assert refused.value.values == {"needed": disk + 1, "free": disk}
    budget.promise(disk - kept)


def test_what_was_promised_is_not_promised_again_and_a_disk_that_is_emptied_is_used() -> None:
    free = 10 * MB
    budget = SpaceBudget(lambda: free, lambda: 40 * MB)
    first = budget.promise(6 * MB)
    with pytest.raises(Failure):
        budget.promise(3 * MB)
    free += 1 * MB
    budget.promise(3 * MB).release()
    first.release()
    budget.promise(9 * MB)
