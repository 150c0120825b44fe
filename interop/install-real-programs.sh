#!/bin/bash
# Gets the real Zabbix programs from Debian's packages, for the tests of this module.
#
#   install-real-programs.sh [DIRECTORY]      (default: target/real beside this script)
#
# The packages are unpacked into DIRECTORY, not installed: no service, no user and no file in /etc
# comes with them. Only the shared libraries that they need are installed, as root or with a sudo
# that asks no password. Ends with one line; exit code 0 means that every program runs.

set -uo pipefail

readonly PACKAGES=(zabbix-agent zabbix-agent2 zabbix-proxy-sqlite3)
readonly PROGRAMS=(
  usr/bin/zabbix_sender
  usr/bin/zabbix_get
  usr/sbin/zabbix_agentd
  usr/sbin/zabbix_agent2
  usr/sbin/zabbix_proxy
)
readonly APT_OPTIONS=(-q -o APT::Sandbox::User=root -o Acquire::Retries=1
  -o Acquire::http::Timeout=30 -o DPkg::Lock::Timeout=120)

fail() {
  echo "No real Zabbix programs: $1" >&2
  exit 1
}

directory=${1:-$(dirname "${BASH_SOURCE[0]}")/target/real}
mkdir -p "$directory" 2>/dev/null && [[ -w $directory ]] || fail "cannot write to $directory."
directory=$(cd "$directory" && pwd)
log=$directory/install.log

# Prints the programs that are not there or do not run, one a line.
missing_programs() {
  local program
  for program in "${PROGRAMS[@]}"; do
    "$directory/$program" -V </dev/null >/dev/null 2>&1 || echo "$program"
  done
}

succeed_if_complete() {
  [[ -z $(missing_programs) ]] || return 0
  echo "Real Zabbix programs: $("$directory/${PROGRAMS[0]}" -V | head -n 1) and others in $directory"
  exit 0
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 77
  fi
}

apt_as_root() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${APT_OPTIONS[@]}" "$@" </dev/null >>"$log" 2>&1
}

download() {
  (cd "$packages" && apt-get "${APT_OPTIONS[@]}" download "${PACKAGES[@]}" </dev/null >>"$log" 2>&1)
}

# Prints the packages with shared libraries that the unpacked programs depend on.
libraries() {
  local package
  for package in "$packages"/*.deb; do
    dpkg-deb -f "$package" Depends
  done | tr ',' '\n' | sed -E 's/^ *//; s/[ |(:].*//' | grep '^lib' | sort -u
}

succeed_if_complete

command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null \
  || fail "they come from Debian's packages, and this system has no apt-get and dpkg-deb."
: >"$log"
packages=$(mktemp -d) || fail "cannot make a temporary directory."
trap 'rm -rf "$packages"' EXIT

if ! download; then
  apt_as_root update
  (($? == 77)) && fail "'apt-get download' failed and 'apt-get update' needs root or sudo (see $log)."
  download || fail "'apt-get download ${PACKAGES[*]}' failed (see $log)."
fi
for package in "$packages"/*.deb; do
  dpkg-deb -x "$package" "$directory" >>"$log" 2>&1 || fail "$package cannot be unpacked (see $log)."
done

succeed_if_complete

mapfile -t libraries < <(libraries)
install=(install -y --no-install-recommends --no-upgrade "${libraries[@]}")
if ! apt_as_root "${install[@]}"; then
  apt_as_root update
  (($? == 77)) && fail "root or sudo is needed once, for: apt-get ${install[*]}"
  apt_as_root "${install[@]}" || fail "'apt-get ${install[*]}' failed (see $log)."
fi

succeed_if_complete
fail "$(missing_programs | tr '\n' ' ')does not run from $directory (see $log)."
