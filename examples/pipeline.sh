#!/bin/bash
# Tests a program that sends values, in any language: starts the server on free ports, runs the
# program, compares the values, and stops the server. Then does the same in one command: verify. The
# program here is the jar's own "send".
set -euo pipefail

jar=${1:?usage: pipeline.sh mock-zabbix.jar}
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

java -jar "$jar" serve --trapper-port 0 --port-file "$work/ports.json" \
  --output "$work/values.ltsv" 2>"$work/log" &
server=$!

# The port file appears, complete, when the server is ready.
for ((tries = 0; tries < 600; tries++)); do
  [[ -e $work/ports.json ]] && break
  kill -0 "$server" || { cat "$work/log" >&2; exit 1; }
  sleep 0.05
done
port=$(sed -E 's/.*"trapper": ([0-9]+).*/\1/' "$work/ports.json")

# The program under test.
java -jar "$jar" send -z 127.0.0.1 -p "$port" -s web01 -k app.orders -o 12

# A value is written before its sender has the response: there is nothing to wait for.
printf 'host:web01\tkey:app.orders\tvalue:12\tclock:0\n' | diff - "$work/values.ltsv"
kill "$server"
wait "$server" # ends with 0 after a signal

# All of the above in one command. It prints the verdict, and ends with 0 if it is met.
java -jar "$jar" verify --expect 'web01 app.orders 12' -- \
  java -jar "$jar" send -z {host} -p {trapper} -s web01 -k app.orders -o 12
