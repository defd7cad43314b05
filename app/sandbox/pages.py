"""The three small web pages a person meets while signing in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.sandbox.entities import User

_FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
 body {{ font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #1f2430; margin: 0 }}
 main {{ max-width: 26rem; margin: 12vh auto; background: #fff; padding: 2rem; border-radius: 10px;
        box-shadow: 0 1px 3px rgba(0,0,0,.12) }}
 h1 {{ font-size: 1.25rem; margin: 0 0 .5rem }} p {{ margin: .5rem 0 1rem; color: #4b5262 }}
 label {{ display: block; padding: .5rem .25rem }} small {{ color: #6b7280 }}
 code {{ display: block; overflow-wrap: anywhere; background: #f3f4f6; padding: .75rem; border-radius: 6px }}
 button {{ font: inherit; padding: .5rem 1.25rem; border-radius: 6px; border: 1px solid #c9cdd6; background: #fff }}
 button.main {{ background: #ff5200; border-color: #ff5200; color: #fff }}
 .row {{ display: flex; flex-direction: row-reverse; gap: .75rem; margin-top: 1.5rem }}
</style></head><body><main>{body}
<p><small>Sandbox: a pretended Procore on this computer.</small></p></main></body></html>
"""


def consent(app_name: str, users: Sequence[User], hidden: Mapping[str, str]) -> str:
    """Who signs in, and whether the application may act for them. The first user is chosen."""
    fields = "".join(f'<input type="hidden" name="{escape(k)}" value="{escape(v)}">' for k, v in hidden.items())
    people = "".join(
        f'<label><input type="radio" name="user" value="{escape(user.login)}"{" checked" if place == 0 else ""}> '
        f"{escape(user.name)} <small>{escape(user.login)}</small></label>"
        for place, user in enumerate(users)
    )
    body = (
        f"<h1>{escape(app_name)} asks for access</h1>"
        f"<p>It will see the companies, projects and drawings that you can see, as:</p>"
        f'<form method="post" action="/oauth/authorize">{fields}{people}'
        # Allow comes first in the page, so that Enter means it; the style shows it last.
        '<div class="row"><button class="main" name="decision" value="allow">Allow</button>'
        '<button name="decision" value="deny">Deny</button></div></form>'
    )
    return _FRAME.format(title=f"Sign in to {escape(app_name)}", body=body)


def code_shown(code: str) -> str:
    """The out-of-band redirect: the code, for copying."""
    return _FRAME.format(
        title="Authorization code",
        body=f'<h1>Authorization code</h1><p>Copy it into the application:</p><code id="code">{escape(code)}</code>',
    )


def refused(description: str) -> str:
    """A request that must not be redirected, because its application or its address is unknown."""
    return _FRAME.format(title="Not possible", body=f"<h1>Not possible</h1><p>{escape(description)}</p>")
