#!/bin/bash
# Unpacks the real Zabbix programs of another release from the packages of another Debian suite, for
# the tests of this module.
#
#   unpack-release.sh RELEASE [DIRECTORY]
#   unpack-release.sh --server RELEASE [DIRECTORY]   zabbix_server with its SQL, also 6.0.14
#   unpack-release.sh --postgresql [DIRECTORY]       PostgreSQL of the machine's own suite
#
# RELEASE is 5.0.8 (bullseye) or 7.0.9 (bookworm-backports). The default DIRECTORY is
# ~/.cache/mock-zabbix/RELEASE, so that a clean build finds the programs again. Needs neither root
# nor a change of the system: apt reads its own lists, and nothing is installed. The libraries that
# the machine's own suite has are those of install-real-programs.sh; others are unpacked beside the
# programs. Ends with one line; exit code 0 means that every program runs.

set -uo pipefail

fail() {
  echo "No real Zabbix programs ${release:-}: $1" >&2
  exit 1
}

option=
[[ ${1:-} == --* ]] && { option=$1; shift; }
[[ $option == --postgresql ]] && set -- postgresql "$@"
release=${1:-}
own_suite=()
version=$release
case $release$option in
  5.0.8--server)
    suite=bullseye
    packages=(zabbix-server-pgsql libldap-2.4-2 libpcre3 libodbc1 libssl1.1)
    programs=(usr/sbin/zabbix_server)
    ;;
  6.0.14--server)
    suite=bookworm
    packages=(zabbix-server-pgsql)
    programs=(usr/sbin/zabbix_server)
    ;;
  7.0.9--server)
    suite=bookworm-backports
    packages=(zabbix-server-pgsql)
    own_suite=(libevent-core-2.1-7 libevent-extra-2.1-7 libevent-pthreads-2.1-7)
    programs=(usr/sbin/zabbix_server)
    ;;
  postgresql--postgresql)
    suite=bookworm
    packages=(postgresql-15 postgresql-client-15 libpq5)
    programs=(usr/lib/postgresql/15/bin/postgres)
    version=15
    ;;
  5.0.8)
    suite=bullseye
    packages=(zabbix-agent zabbix-proxy-sqlite3 libldap-2.4-2 libpcre3)
    programs=(usr/bin/zabbix_sender usr/bin/zabbix_get usr/sbin/zabbix_agentd usr/sbin/zabbix_proxy)
    ;; # Debian has no zabbix-agent2 of this release
  7.0.9)
    suite=bookworm-backports
    packages=(zabbix-agent zabbix-agent2 zabbix-proxy-sqlite3 zabbix-sender)
    own_suite=(libevent-core-2.1-7 libevent-extra-2.1-7 libevent-pthreads-2.1-7)
    programs=(usr/bin/zabbix_sender usr/bin/zabbix_get usr/sbin/zabbix_agentd
      usr/sbin/zabbix_agent2 usr/sbin/zabbix_proxy)
    ;;
  *) fail "the known releases are 5.0.8 and 7.0.9, and 6.0.14 with --server." ;;
esac

directory=${2:-$HOME/.cache/mock-zabbix/$release${option:+-server}}
mkdir -p "$directory" 2>/dev/null && [[ -w $directory ]] || fail "cannot write to $directory."
directory=$(cd "$directory" && pwd)
log=$directory/unpack.log

# Prints the programs that are missing or do not run, one a line.
missing_programs() {
  local program
  for program in "${programs[@]}"; do
    LD_LIBRARY_PATH=$directory/usr/lib/x86_64-linux-gnu:$directory/lib/x86_64-linux-gnu \
      "$directory/$program" -V </dev/null 2>/dev/null | grep -E " $version\b" >/dev/null || echo "$program"
  done
}

succeed_if_complete() {
  [[ -z $(missing_programs) ]] || return 0
  echo "Real Zabbix programs: $release in $directory"
  exit 0
}

# Prints the mirror that the machine itself uses.
mirror() {
  {
    sed -nE 's/^URIs: *([^ ]+).*/\1/p' /etc/apt/sources.list.d/*.sources
    sed -nE 's/^deb +(\[[^]]*\] +)?(http[^ ]+).*/\2/p' /etc/apt/sources.list \
      /etc/apt/sources.list.d/*.list
  } 2>/dev/null | head -n 1
}

succeed_if_complete

command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null \
  || fail "they come from Debian's packages, and this system has no apt-get and dpkg-deb."
mirror=$(mirror)
[[ -n $mirror ]] || fail "found no Debian mirror in /etc/apt."

: >"$log"
work=$(mktemp -d) || fail "cannot make a temporary directory."
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/lists/partial "$work"/cache/archives/partial "$work"/packages
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" \
  >"$work/sources.list"
apt=(apt-get -q -o Acquire::Retries=1 -o Acquire::http::Timeout=30)
other_suite=("${apt[@]}" -o "Dir::Etc::SourceList=$work/sources.list"
  -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache"
  -o "APT::Sandbox::User=$(id -un)" -o Acquire::Languages=none)

"${other_suite[@]}" update </dev/null >>"$log" 2>&1 \
  || fail "the package lists of $suite cannot be read (see $log)."
(cd "$work/packages" && "${other_suite[@]}" download "${packages[@]}" </dev/null >>"$log" 2>&1) \
  || fail "'apt-get download ${packages[*]}' failed (see $log)."
if ((${#own_suite[@]} > 0)); then
  (cd "$work/packages" && "${apt[@]}" download "${own_suite[@]}" </dev/null >>"$log" 2>&1) \
    || fail "'apt-get download ${own_suite[*]}' failed (see $log)."
fi
for package in "$work"/packages/*.deb; do
  dpkg-deb -x "$package" "$directory" >>"$log" 2>&1 \
    || fail "$package cannot be unpacked (see $log)."
done

succeed_if_complete
fail "$(missing_programs | tr '\n' ' ')does not run from $directory (see $log)."
