#!/bin/sh
# Tries the README's two commands on a bare Debian 12 (python3, python3-venv, python3-pip; nothing of Qt), made by
# debootstrap: first as a plain user, who must be told the one apt line, then as root, then as that user again.
# The host's pip settings and certificates are copied in, so that a mirror or private CA of the court keeps working.
#
# usage (as root): sh installers/try_bare_machine.sh [FOLDER]     needs debootstrap; the folder is made, and kept
set -eu
root=${1:-/var/tmp/leian-bare}
here=$(cd "$(dirname "$0")/.." && pwd)
packages=python3,python3-venv,python3-pip,ca-certificates

[ -x "$root/usr/bin/python3" ] || debootstrap --variant=minbase --include="$packages" bookworm "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
if [ -f /etc/pip.conf ]; then cp /etc/pip.conf "$root/etc/pip.conf"; fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
grep -q '^judge:' "$root/etc/passwd" || chroot "$root" useradd --create-home --shell /bin/sh judge

inside() { # user command...
    user=$1
    shift
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        PIP_CERT=/etc/ssl/certs/ca-certificates.crt setpriv --reuid "$user" --regid "$user" --init-groups \
        /bin/sh -c "cd ~$user/leian && HOME=~$user $*"
}

clone() { # user
    home=$(chroot "$root" /bin/sh -c "echo ~$1")
    rm -rf "$root$home/leian"
    git clone -q "$here" "$root$home/leian"
    chroot "$root" chown -R "$1:$1" "$home/leian"
}

echo "== a user without the system libraries is told the one line, and nothing is installed"
clone judge
if inside judge python3 installers/setup.py; then
    echo "unexpected: it ran without the system libraries (run this in a fresh folder)"
    exit 1
fi
echo "== root: the main job, then the tests"
clone root
inside root python3 installers/setup.py
inside root python3 installers/setup.py test
echo "== the user again, now that the libraries are there"
inside judge python3 installers/setup.py
inside judge python3 installers/setup.py test
