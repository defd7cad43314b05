"""A browser with nobody in front of it: opens the authorize page, presses Allow, follows the redirect.

Also a command, for ``$BROWSER``: ``python -m app.sandbox.browser_stand_in %s``.
"""

from __future__ import annotations

import argparse
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the redirects ended, and the page shown there."""

    url: str
    text: str


def allow(authorize_url: str, user: str | None = None, decision: str = "allow", timeout: float = 30) -> Landing:
    """Sign in as ``user`` (a login; None: the one the page offers first) and press Allow, or Deny.

    ValueError where the page has no form. urllib.error.URLError where a server refuses or does not answer.
    """
    # No proxies: everything here is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(authorize_url, timeout=timeout) as page:
        form = _Form(page.read().decode())
    if form.action is None:
        raise ValueError("the page has no form")
    fields = form.fields | {"decision": decision} | ({"user": user} if user else {})
    target = urllib.parse.urljoin(authorize_url, form.action)
    with opener.open(target, urllib.parse.urlencode(fields).encode(), timeout=timeout) as page:
        return Landing(page.geturl(), page.read().decode(errors="replace"))


class _Form(HTMLParser):
    """The page's form: its address, its hidden fields, and the choices made beforehand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.action = given.get("action") or ""
        elif tag == "input" and (given.get("type") == "hidden" or "checked" in given):
            self.fields[given.get("name") or ""] = given.get("value") or ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--user", help="login of the person who signs in")
    arguments = parser.parse_args()
    allow(arguments.url, arguments.user)


if __name__ == "__main__":
    main()
