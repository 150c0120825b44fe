#!/bin/bash
# Compares the cost of TLS: connections with openssl s_server, plain connections to a port with keys
# and to one without, and handshakes with two cryptographic libraries:
#   benchmarks/tls.sh [CONNECTIONS]

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

jar=benchmarks/target/benchmarks.jar
[[ -e $jar ]] || mvn -B -ntp -q -pl benchmarks -am -DskipTests package </dev/null
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" tls "$@"
