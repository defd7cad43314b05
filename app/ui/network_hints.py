"""What the operating system says about the network, handed to the engine, which looks for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtNetwork import QNetworkInformation

if TYPE_CHECKING:
    from collections.abc import Callable

_Reachability = QNetworkInformation.Reachability


def follow_network(hear: Callable[[bool | None], None]) -> Callable[[], None]:
    """Call ``hear`` with every change, None where the system does not know. Returns what ends it.

    Where Qt has no backend for the system there are no hints, and nothing else changes.
    """
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        return lambda: None
    information = QNetworkInformation.instance()

    def changed(reachability: QNetworkInformation.Reachability) -> None:
        hear(as_hint(reachability))

    def end() -> None:
        information.reachabilityChanged.disconnect(changed)

    information.reachabilityChanged.connect(changed)
    return end


def as_hint(reachability: QNetworkInformation.Reachability) -> bool | None:
    """A network of one's own site may lead to Procore or not: that is not known."""
    if reachability is _Reachability.Online:
        return True
    return False if reachability is _Reachability.Disconnected else None
