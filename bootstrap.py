#!/usr/bin/env python3
"""From a checkout to a running program, with nothing but Python 3.11 or newer.

    python3 bootstrap.py demo    install, then show Planrack on a Procore sandbox
    python3 bootstrap.py test    install, then run every check and test
    python3 bootstrap.py bundle  install, then build dist/planrack, which runs without Python

All may be repeated: what is installed already is left alone. Standard library only, and written so that an older
Python gets as far as saying what is missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "planrack-installed.json"

#: Shared libraries that Qt's wheels expect from the system, with the package that brings each.
#: To draw without a display:
OFFSCREEN = {
    "libglib-2.0.so.0": {"apt": "libglib2.0-0", "dnf": "glib2", "pacman": "glib2", "zypper": "libglib-2_0-0"},
    "libGL.so.1": {"apt": "libgl1", "dnf": "libglvnd-glx", "pacman": "libglvnd", "zypper": "libglvnd"},
    "libEGL.so.1": {"apt": "libegl1", "dnf": "libglvnd-egl", "pacman": "libglvnd", "zypper": "libglvnd"},
    "libxkbcommon.so.0": {
        "apt": "libxkbcommon0",
        "dnf": "libxkbcommon",
        "pacman": "libxkbcommon",
        "zypper": "libxkbcommon0",
    },
    "libfontconfig.so.1": {
        "apt": "libfontconfig1",
        "dnf": "fontconfig",
        "pacman": "fontconfig",
        "zypper": "libfontconfig1",
    },
    "libfreetype.so.6": {"apt": "libfreetype6", "dnf": "freetype", "pacman": "freetype2", "zypper": "libfreetype6"},
    "libdbus-1.so.3": {"apt": "libdbus-1-3", "dnf": "dbus-libs", "pacman": "dbus", "zypper": "libdbus-1-3"},
}
#: To open windows on an X server:
DISPLAY = {
    "libxcb-cursor.so.0": {
        "apt": "libxcb-cursor0",
        "dnf": "xcb-util-cursor",
        "pacman": "xcb-util-cursor",
        "zypper": "libxcb-cursor0",
    },
    "libxkbcommon-x11.so.0": {
        "apt": "libxkbcommon-x11-0",
        "dnf": "libxkbcommon-x11",
        "pacman": "libxkbcommon-x11",
        "zypper": "libxkbcommon-x11-0",
    },
    "libxcb-icccm.so.4": {
        "apt": "libxcb-icccm4",
        "dnf": "xcb-util-wm",
        "pacman": "xcb-util-wm",
        "zypper": "libxcb-icccm4",
    },
    "libxcb-image.so.0": {
        "apt": "libxcb-image0",
        "dnf": "xcb-util-image",
        "pacman": "xcb-util-image",
        "zypper": "libxcb-image0",
    },
    "libxcb-keysyms.so.1": {
        "apt": "libxcb-keysyms1",
        "dnf": "xcb-util-keysyms",
        "pacman": "xcb-util-keysyms",
        "zypper": "libxcb-keysyms1",
    },
    "libxcb-render-util.so.0": {
        "apt": "libxcb-render-util0",
        "dnf": "xcb-util-renderutil",
        "pacman": "xcb-util-renderutil",
        "zypper": "libxcb-render-util0",
    },
    "libxcb-shape.so.0": {"apt": "libxcb-shape0", "dnf": "libxcb", "pacman": "libxcb", "zypper": "libxcb-shape0"},
}
FONTS = {"apt": "fonts-dejavu-core", "dnf": "dejavu-sans-fonts", "pacman": "ttf-dejavu", "zypper": "dejavu-fonts"}
#: Programs of the test run.
XVFB = {"apt": "xvfb", "dnf": "xorg-x11-server-Xvfb", "pacman": "xorg-server-xvfb", "zypper": "xorg-x11-server-Xvfb"}
XAUTH = {"apt": "xauth", "dnf": "xorg-x11-xauth", "pacman": "xorg-xauth", "zypper": "xauth"}
XDOTOOL = {"apt": "xdotool", "dnf": "xdotool", "pacman": "xdotool", "zypper": "xdotool"}
#: What a build looks into libraries with.
BINUTILS = {"apt": "binutils", "dnf": "binutils", "pacman": "binutils", "zypper": "binutils"}
VENV_PACKAGE = {"apt": "python3-venv", "dnf": "python3", "pacman": "python", "zypper": "python3"}

#: (program that is there, name in the tables above, command line that installs, one that must run before)
MANAGERS = (
    ("apt-get", "apt", "apt-get install -y --no-install-recommends", "apt-get update"),
    ("dnf", "dnf", "dnf install -y", None),
    ("pacman", "pacman", "pacman -S --needed --noconfirm", None),
    ("zypper", "zypper", "zypper --non-interactive install", None),
)


class Impossible(Exception):
    """Something this script cannot do for the user; the text says what the user can do."""


def main(arguments):
    if len(arguments) < 1 or arguments[0] not in ("demo", "test", "bundle"):
        print(__doc__.strip())
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    newer = _newer_python()
    if newer is not None:
        return subprocess.call([newer, str(Path(__file__).resolve()), *arguments])
    try:
        if arguments[0] == "demo":
            return demo(arguments[1:])
        if arguments[0] == "bundle":
            return bundle(arguments[1:])
        return test(arguments[1:])
    except Impossible as failure:
        print(f"\nbootstrap: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(arguments):
    """Install what the program needs and show it. ``arguments`` go to ``planrack demo``."""
    shown = "--headless" not in arguments and _has_display()
    install("app")
    install_system_libraries({**OFFSCREEN, **DISPLAY} if shown else OFFSCREEN, programs=())
    return subprocess.call([str(PYTHON), "-P", "-m", "app", "demo", *arguments], env=_environment())


def bundle(arguments):
    """Install what a build needs and build it. ``arguments`` go to ``tools/bundle.py``."""
    install("dev")
    install_system_libraries({**OFFSCREEN, **_shared_python()}, programs=(("objdump", BINUTILS),))
    return subprocess.call([str(PYTHON), "tools/bundle.py", *arguments], cwd=str(ROOT), env=_environment())


def test(arguments):
    """Install what the checks need, and run them all. ``arguments`` go to both pytest runs."""
    started = time.monotonic()
    install("dev")
    programs = (("Xvfb", XVFB), ("xauth", XAUTH), ("xdotool", XDOTOOL), ("objdump", BINUTILS))
    install_system_libraries({**OFFSCREEN, **DISPLAY, **_shared_python()}, programs)
    told = []
    checks = _checks(arguments)
    for name, command, environment, accepted in checks:
        code, seconds, figures = _timed(name, command, environment)
        told.append((name, "passed" if code in accepted else f"FAILED ({code})", f"{seconds:.1f} s", figures))
        if code not in accepted:
            told += [(left, "not run", "", []) for left, *_rest in checks[len(told) :]]
            break
    print(_summary(told), flush=True)
    if len(told) == sum(outcome == "passed" for _name, outcome, *_rest in told):
        print(f"\nbootstrap: everything passed in {time.monotonic() - started:.0f} s.")
        return 0
    print(f"\nbootstrap: {name} failed (exit code {code}).", file=sys.stderr)
    return code if 0 < code < 128 else 1


def _checks(arguments):
    """(name, command line, extra environment, exit codes that are fine), cheapest first."""
    python = [str(PYTHON), "-m"]
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    # 5 = no test was selected: to be expected only where the caller chose the tests.
    accepted = (0, 5) if arguments else (0,)
    checks = [
        ("lint", [*python, "ruff", "check", "."], {}, (0,)),
        ("format", [*python, "ruff", "format", "--check", "."], {}, (0,)),
        ("layers", [str(BIN / ("lint-imports.exe" if WINDOWS else "lint-imports"))], {}, (0,)),
        ("types", [*python, "mypy"], {}, (0,)),
        ("translations", [str(PYTHON), "tools/translations.py", "--check"], offscreen, (0,)),
        ("reference", [str(PYTHON), "tools/command_reference.py", "--check"], {}, (0,)),
        ("dependencies", [str(PYTHON), "tools/dependencies.py"], {}, (0,)),
    ]
    # The window's own run comes after: it needs the screen, and the machine, for itself.
    together = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal"]
    checks.append(("tests", [*python, "pytest", "-m", "not window", *together, *arguments], offscreen, accepted))
    window = [*python, "pytest", "-m", "window", *arguments]
    if LINUX:
        xvfb = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
        checks.append(("window", [*xvfb, *window], {"QT_QPA_PLATFORM": "xcb"}, accepted))
        if not arguments:  # who chose tests did not ask for a build
            checks.append(("bundle", [str(PYTHON), "tools/bundle_smoke.py"], {}, (0,)))
    else:
        native = {"QT_QPA_PLATFORM": "windows" if WINDOWS else "cocoa"}
        checks.append(("window", window, native, accepted))
    return checks


#: What a check prints for the summary begins with this.
FIGURE = "figure: "


def _timed(name, command, environment):
    """Run a check with its output shown. Its exit code, seconds, and the figures it printed."""
    print(f"\n=== {name}", flush=True)
    started = time.monotonic()
    figures = []
    running = subprocess.Popen(
        command, cwd=str(ROOT), env={**_environment(), **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    with running:
        # By pieces, not by lines: pytest's dots are to be seen as they come.
        line = b""
        for piece in iter(lambda: running.stdout.read1(65536), b""):
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
            *whole, line = (line + piece).split(b"\n")
            figures += [text.decode("utf-8", "replace").strip() for text in whole if text.startswith(FIGURE.encode())]
    seconds = time.monotonic() - started
    print(f"--- {name}: {seconds:.1f} s", flush=True)
    return running.returncode, seconds, [figure[len(FIGURE) :] for figure in figures]


def _summary(told):
    """A table of (check, outcome, duration, figures)."""
    lines = ["", "=== summary"]
    for name, outcome, duration, figures in told:
        lines.append(f"{name:<14}{outcome:<14}{duration:>9}".rstrip())
        lines += [f"{'':<14}{figure}" for figure in figures]
    return "\n".join(lines)


# -- Python ------------------------------------------------------------------------------------------------------


def _newer_python():
    """Another Python on this machine that is new enough, or None where this one is. Impossible where none is."""
    if sys.version_info >= OLDEST:
        return None
    for minor in (14, 13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    version = ".".join(map(str, OLDEST))
    print(f"bootstrap: Planrack needs Python {version} or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
    raise SystemExit(1)


def install(kind):
    """Make ``.venv`` hold exactly what ``requirements/<kind>.txt`` locks. ``dev`` contains all of ``app``."""
    locks = {name: _digest(ROOT / "requirements" / f"{name}.txt") for name in ("app", "dev")}
    if not _venv_works():
        _create_venv()
    installed = _stamp()
    wanted = {"app": locks["app"]} if kind == "app" else locks
    if any(installed.get(name) != digest for name, digest in wanted.items()):
        print(f"bootstrap: installing requirements/{kind}.txt …", flush=True)
        lock = ROOT / "requirements" / f"{kind}.txt"
        pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--quiet"]
        if subprocess.call([*pip, "--require-hashes", "-r", str(lock)], env=_environment()) != 0:
            raise Impossible("the packages could not be installed; pip says why above. A network is needed once.")
        STAMP.write_text(json.dumps({**installed, **wanted}), encoding="utf-8")
    _install_program()


def _install_program():
    """Make ``app`` importable in the environment and put the ``planrack`` command into it.

    A path file and a launcher instead of an editable install: that would need a build backend first.
    """
    if any(_site_packages().glob("planrack-*.dist-info")):
        return  # pip has installed it
    _write(_site_packages() / "planrack.pth", str(ROOT) + "\n")
    # -P: a folder called "app" in the working directory must not be mistaken for the program.
    if WINDOWS:
        _write(BIN / "planrack.cmd", '@"%~dp0python.exe" -P -m app %*\r\n')
    else:
        launcher = BIN / "planrack"
        _write(launcher, f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m app "$@"\n')
        launcher.chmod(0o755)


def _site_packages():
    code = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    return Path(subprocess.check_output([str(PYTHON), "-c", code], env=_environment()).decode("utf-8").strip())


def _venv_works():
    """True where ``.venv`` has a Python that is new enough, runs, and has pip. A moved checkout breaks that."""
    if not PYTHON.exists():
        return False
    code = f"import sys, pip; sys.exit(sys.version_info < {OLDEST!r})"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.call([str(PYTHON), "-c", code], env=_environment(), **quiet) == 0 and _belongs_here()


def _belongs_here():
    """A virtual environment knows its own place; one that was copied here would install into the other one."""
    code = "import sys; print(sys.prefix)"
    prefix = subprocess.check_output([str(PYTHON), "-c", code], env=_environment()).decode("utf-8").strip()
    return Path(prefix).resolve() == VENV.resolve()


def _create_venv():
    print("bootstrap: creating .venv …", flush=True)
    if not _can_create_venv():
        # Debian and its children ship Python without the parts that make virtual environments.
        install_packages([VENV_PACKAGE], "Python's venv module is missing")
        if not _can_create_venv():
            install_packages([{"apt": f"python3.{sys.version_info[1]}-venv"}], "Python's venv module is missing")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)], env=_environment()) != 0:
        raise Impossible(f"no virtual environment could be created in {VENV}.")


def _can_create_venv():
    code = "import ensurepip, venv"
    return subprocess.call([sys.executable, "-c", code], stderr=subprocess.DEVNULL, env=_environment()) == 0


def _stamp():
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="")


def _environment():
    """The caller's environment without what would lead Python, pip or Qt astray."""
    leave = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    environment = {name: value for name, value in os.environ.items() if name not in leave}
    if not environment.get("HOME"):
        environment.pop("HOME", None)  # empty: programs would take the root folder for it
    return environment


# -- the system's libraries ----------------------------------------------------------------------------------------


def _has_display():
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install_system_libraries(libraries, programs):
    """On Linux: see that Qt's system libraries, a font and ``programs`` are there, and install what is not."""
    if not LINUX:
        return
    missing = _missing_libraries(libraries)
    packages = [libraries[name] for name in missing]
    if not _has_fonts():
        missing.append("fonts")
        packages.append(FONTS)
    for name, package in programs:
        if shutil.which(name) is None:
            missing.append(name)
            packages.append(package)
    if packages:
        install_packages(packages, "missing on this system: " + ", ".join(missing))
        left = _missing_libraries(libraries)
        if left:
            raise Impossible("still missing after the installation: " + ", ".join(left))


def _missing_libraries(libraries):
    """Which of the shared libraries the loader does not find. Asked in a new process: loading has effects."""
    code = (
        "import ctypes, sys\nfor name in sys.argv[1:]:\n    try: ctypes.CDLL(name)\n    except OSError: print(name)\n"
    )
    found = subprocess.check_output([str(PYTHON), "-c", code, *libraries], env=_environment())
    return found.decode("utf-8").split()


def _has_fonts():
    """Without any font every text is a row of empty boxes."""
    home = Path(os.environ.get("HOME") or "/nonexistent")
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]
    return any(path for folder in folders if folder.is_dir() for path in folder.rglob("*.[to]tf"))


def _shared_python():
    """Python itself as a library, which a build carries: distributions have it in a package of its own."""
    if sys.base_prefix != "/usr":
        return {}  # not the distribution's Python: it has its library beside it
    minor = sys.version_info[1]
    names = {"apt": f"libpython3.{minor}", "zypper": f"libpython3_{minor}-1_0"}
    return {f"libpython3.{minor}.so.1.0": {**names, "dnf": "python3-libs", "pacman": "python"}}


def install_packages(packages, why):
    """Install system packages where that is allowed without asking; otherwise say the exact command.

    ``packages``: per package its name in each distribution family.
    """
    for program, family, command, before in MANAGERS:
        if shutil.which(program) is None:
            continue
        names = sorted({package[family] for package in packages if family in package})
        if not names:
            continue
        prefix = _as_root()
        full = f"{command} {' '.join(names)}"
        if prefix is None:
            raise Impossible(f"{why}.\nInstall it with\n\n    sudo {full}\n\nand run this again.")
        print(f"bootstrap: {why}; {full}", flush=True)
        environment = {**_environment(), "DEBIAN_FRONTEND": "noninteractive"}
        # A refresh of the package lists may fail for one foreign source and still have done its work.
        for line, vital in ((before, False), (full, True)):
            code = subprocess.call([*prefix, *line.split()], env=environment, stdin=subprocess.DEVNULL) if line else 0
            if code != 0 and vital:
                raise Impossible(f"`{line}` failed; its output above says why.")
        return
    raise Impossible(f"{why}. Install it with your system's package manager and run this again.")


def _as_root():
    """What to put before a command to run it as root without a question, or None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
