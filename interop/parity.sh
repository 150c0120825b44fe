#!/bin/bash
# Compares Mock Zabbix with a real zabbix_server: both get the same requests, and each difference in
# response, closing or stored value is printed.
#
#   interop/parity.sh VERSION [SEED [COUNT]]
#
# VERSION is 5.0.8, 6.0.14 or 7.0.9. SEED (1) chooses the COUNT (400) random requests that follow the
# measured ones. Unpacks the server and PostgreSQL from Debian's packages unless they are there, and
# starts both on free ports of 127.0.0.1 in a temporary directory, PostgreSQL as an ordinary user.
# Ends all that it started. Exit code 0 means that each difference is one of those that
# docs/protocol-support.md lists.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

[[ $# -ge 1 ]] || { sed -n '2,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 64; }
release=$1

# Prints the directory of PostgreSQL's programs, in which initdb is, if there is one.
postgres() {
  local bin
  for bin in "$1"/usr/lib/postgresql/*/bin /usr/lib/postgresql/*/bin; do
    [[ -x $bin/initdb && -x $bin/psql ]] && { echo "$bin"; return; }
  done
}

cache=$HOME/.cache/mock-zabbix
server=$cache/$release-server
./unpack-release.sh --server "$release" "$server"

# The ordinary user does not see root's home directory.
[[ $(id -u) == 0 ]] && unpacked=/var/cache/mock-zabbix/postgresql || unpacked=$cache/postgresql
bin=$(postgres "$unpacked")
if [[ -z $bin ]]; then
  ./unpack-release.sh --postgresql "$unpacked"
  bin=$(postgres "$unpacked")
fi

if [[ ! -d target/lib || ! -d target/test-classes/org/mockzabbix/parity ]]; then
  (cd .. && mvn -B -ntp -q -pl interop -am -DskipTests package </dev/null)
fi
exec timeout --signal=TERM --kill-after=60 900 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g \
  -cp "target/test-classes:target/lib/*" org.mockzabbix.parity.ParityMain \
  "$server" "$bin" ../mock-server/src/test/resources/vectors "$@"
