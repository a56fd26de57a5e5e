#!/bin/sh
# The race detector needs a C compiler (go test -race links with cgo). Where gcc is
# missing, this installs it from the distribution's packages. It asks nothing and, where
# gcc is there, does nothing and says nothing.
set -eu

if command -v gcc >/dev/null 2>&1; then
	exit 0
fi
give_up() {
	echo "ensure-gcc: $1" >&2
	echo "ensure-gcc: install gcc and the C library's headers yourself (Debian: apt-get install gcc libc6-dev)" >&2
	exit 1
}
command -v apt-get >/dev/null 2>&1 || give_up "gcc is missing and there is no apt-get to install it with"
as_root=
if [ "$(id -u)" -ne 0 ]; then
	# -n: a password prompt in the middle of a build would look like a hang.
	sudo -n true 2>/dev/null || give_up "gcc is missing, and installing it needs root"
	as_root="sudo -n"
fi

echo "ensure-gcc: gcc is missing; installing it with apt-get for the race detector" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends gcc libc6-dev >"$log" 2>&1
}
# The package lists of a fresh image are empty or old.
if ! install && ! { $as_root apt-get update >"$log" 2>&1 && install; }; then
	tail -n 20 "$log" >&2
	give_up "apt-get failed"
fi
command -v gcc >/dev/null 2>&1 || give_up "apt-get ended well, but there is still no gcc"
echo "ensure-gcc: installed $(gcc --version | head -n 1)" >&2
