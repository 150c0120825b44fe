#!/bin/bash
# Compares the time until `serve` is ready with that of an empty JVM, in RUNS (11 unless given) runs
# in turn:
#   benchmarks/ready.sh [RUNS]
# Prints the medians of the time and of the CPU time of all threads, and their ratios. Needs Linux.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=${1:-11}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=cli-runner/target/mock-zabbix.jar
[[ -e $jar ]] || mvn -B -ntp -q -pl cli-runner -am -DskipTests package </dev/null

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cat >"$directory/Empty.java" <<'END'
public class Empty {
  public static void main(String[] arguments) throws InterruptedException {
    System.err.println("READY");
    Thread.sleep(60_000);
  }
}
END
"${java}c" -d "$directory" "$directory/Empty.java"

# Appends "MICROSECONDS CPU-MICROSECONDS" until the command prints READY to the file of a name.
measure() {
  local name=$1 begin end line output process cpu
  shift
  begin=${EPOCHREALTIME//[!0-9]/}
  exec {output}< <(exec "$@" 2>&1 >/dev/null </dev/null)
  process=$!
  while read -r line <&"$output"; do
    [[ $line == READY* ]] && break
  done
  end=${EPOCHREALTIME//[!0-9]/}
  cpu=$(cat /proc/"$process"/task/*/schedstat 2>/dev/null | awk '{ sum += $1 } END { print int(sum / 1000) }')
  kill -KILL "$process"
  exec {output}<&-
  echo "$((end - begin)) $cpu" >>"$directory/$name"
}

median() {
  sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

report() {
  local name=$1 time cpu
  time=$(cut -d ' ' -f 1 "$directory/$name" | median)
  cpu=$(cut -d ' ' -f 2 "$directory/$name" | median)
  : "${empty_time:=$time}" "${empty_cpu:=$cpu}"
  awk -v name="$name" -v time="$time" -v cpu="$cpu" -v time0="$empty_time" -v cpu0="$empty_cpu" 'BEGIN {
    printf "%-16s %6.1f ms (%.1f times)   CPU %6.1f ms (%.1f times)\n",
      name, time / 1000, time / time0, cpu / 1000, cpu / cpu0 }'
}

for ((run = 0; run < runs; run++)); do
  measure empty-jvm "$java" -cp "$directory" Empty
  measure without-http "$java" -jar "$jar" serve --trapper-port=0 --no-http
  measure with-http "$java" -jar "$jar" serve --trapper-port=0 --http-port=0
done
report empty-jvm
report without-http
report with-http
