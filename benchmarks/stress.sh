#!/bin/bash
# Runs the stress program for SECONDS (60 unless given), in a heap of 96 MB:
#   benchmarks/stress.sh [SECONDS [SEED]]
# Prints what was done, and ends with exit code 0 if every promise held. An hour is 3600.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

jar=benchmarks/target/benchmarks.jar
[[ -e $jar ]] || mvn -B -ntp -q -pl benchmarks -am -DskipTests package </dev/null
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx96m -cp "$jar" org.mockzabbix.stress.StressMain "$@"
