#!/bin/bash
# Fuzzes each target with Jazzer for SECONDS (10 unless given):
#   fuzzing/fuzz.sh [SECONDS [TARGET...]]
# TARGET is packet, request, text, scenario, server, client or tls. Ends with exit code 0 if nothing
# was found. An input that breaks a promise is kept below fuzzing/target/findings: make a test of it.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

seconds=${1:-10}
targets=("${@:2}")
((${#targets[@]})) || targets=(packet request text scenario server client tls)

[[ -d target/lib ]] || (cd .. && mvn -B -ntp -q -pl fuzzing -am -DskipTests package </dev/null)
export JAZZER_SSRF_PERMISSIVE_UNTIL_CONFIGURED=1 # the targets connect to themselves
found=0
for target in "${targets[@]}"; do
  [[ -d seeds/$target ]] || { echo "there is no target $target: use one of $(ls seeds | xargs)" >&2; exit 64; }
  class=org.mockzabbix.fuzz.${target^}Target
  corpus=target/corpus/$target findings=target/findings/$target
  mkdir -p "$corpus" "$findings"
  echo "== fuzz $target for $seconds s"
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -cp "target/classes:target/lib/*" \
    com.code_intelligence.jazzer.Jazzer --target_class="$class" \
    --instrumentation_includes='org.mockzabbix.**' \
    --disabled_hooks='com.code_intelligence.jazzer.sanitizers.*' --reproducer_path="$findings" \
    -artifact_prefix="$findings/" -max_total_time="$seconds" -timeout=20 -print_final_stats=1 \
    "$corpus" "seeds/$target" >"$findings/log" 2>&1 </dev/null \
    || { found=$((found + 1)); tail -n 60 "$findings/log"; }
  grep -E 'number_of_executed_units|average_exec_per_sec' "$findings/log" || true
done
((found == 0)) && echo "fuzz: nothing found" || { echo "fuzz: $found targets have findings"; exit 1; }
