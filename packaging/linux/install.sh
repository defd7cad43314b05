#!/bin/sh
# Makes the unpacked folder known to the desktop: menu entry, icons, and planrack:// links.
#
#     desktop/install.sh                  for this user (~/.local); the folder stays where it is
#     desktop/install.sh --uninstall      takes these files away again; drawings stay
#     PREFIX=/usr/local desktop/install.sh    for everybody, as root
set -eu

id=app.planrack.Planrack
here=$(cd "$(dirname "$0")" && pwd)
program=$(dirname "$here")/planrack
prefix=${PREFIX:-${XDG_DATA_HOME:+$(dirname "$XDG_DATA_HOME")}}
prefix=${prefix:-$HOME/.local}
share=$prefix/share
[ -n "${PREFIX:-}" ] || share=${XDG_DATA_HOME:-$share}

refresh() {
  # Each is there on some desktops and not on others.
  if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q "$share/applications" || true; fi
  if command -v gtk-update-icon-cache >/dev/null 2>&1; then gtk-update-icon-cache -qtf "$share/icons/hicolor" || true; fi
}

if [ "${1:-}" = --uninstall ]; then
  rm -f "$share/applications/$id.desktop" "$share/metainfo/$id.metainfo.xml" "$prefix/bin/planrack"
  find "$share/icons/hicolor" -name "$id.*" -delete 2>/dev/null || true
  refresh
  echo "Planrack is no longer in the menu. Its folder, and your drawings, are where they were."
  exit 0
fi

[ -x "$program" ] || { echo "There is no program at $program: unpack the whole folder first." >&2; exit 1; }
case $program in
  *[\"\`\$\\%]*) echo "The folder's name has a character that menus do not take: $program" >&2; exit 1 ;;
esac
mkdir -p "$share/applications" "$share/metainfo" "$share/icons" "$prefix/bin"
sed -e "s|^Exec=planrack|Exec=\"$program\"|" -e "s|^TryExec=.*|TryExec=$program|" \
  "$here/$id.desktop" >"$share/applications/$id.desktop"
cp "$here/$id.metainfo.xml" "$share/metainfo/"
cp -R "$here/icons/." "$share/icons/"
ln -sfn "$program" "$prefix/bin/planrack"
if [ -z "${PREFIX:-}" ] && command -v xdg-mime >/dev/null 2>&1; then
  xdg-mime default "$id.desktop" x-scheme-handler/planrack || true
fi
refresh
echo "Planrack is in the menu, and planrack:// links open in it. Command line: $prefix/bin/planrack"
