#!/bin/bash
# Tries the packages in packaging/target as their users would, without Java on the PATH: unpacks the folder,
# installs and removes the Debian package, and unpacks the image and runs it in a chroot. Each must serve,
# receive a value and be healthy. Prints the times until `serve` is ready.
# Needs root or sudo, dpkg and skopeo. Whatever it installs, it removes.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/target"

work=$(mktemp -d)
as_root=()
[[ $(id -u) == 0 ]] || as_root=(sudo -n)
server=

clean_up() {
  [[ -z $server ]] || kill -KILL "$server" 2>/dev/null || true
  if dpkg -s mock-zabbix >/dev/null 2>&1; then
    "${as_root[@]}" dpkg -r mock-zabbix >/dev/null
  fi
  "${as_root[@]}" rm -rf "$work"
}
trap clean_up EXIT

fail() {
  echo "check-packages.sh: $*" >&2
  exit 1
}

# Nothing but what the start script uses, and no Java.
mkdir "$work/path"
ln -s "$(command -v readlink)" "$work/path/readlink"
without_java=(env -i "PATH=$work/path")

# Sets trapper and http to the addresses in the line READY of file $1, once the process server has printed it.
await_ready() {
  until grep -q '^READY' "$1"; do
    kill -0 "$server" 2>/dev/null || fail "the server does not start: $(<"$1")"
    sleep 0.05
  done
  trapper=$(sed -nE 's/^READY trapper=[^ ]*:([0-9]+).*/\1/p' "$1")
  http=$(sed -nE 's/^READY .* http=([^ ]+).*/\1/p' "$1")
}

# Fails unless the program $1 serves, receives a value, is healthy and stops.
try() {
  local program=$1 log=$work/log
  # mode=on: a start without the AOT cache is an error, not only slower
  "${without_java[@]}" JDK_JAVA_OPTIONS=-XX:AOTMode=on "$program" serve --trapper-port=0 --http-port=0 \
    >"$log" 2>&1 </dev/null &
  server=$!
  await_ready "$log"
  "${without_java[@]}" "$program" send -z 127.0.0.1 -p "$trapper" -s web01 -k app.ok -o 1 >>"$log" 2>&1 \
    || fail "send failed: $(<"$log")"
  "${without_java[@]}" "$program" health "$http" >>"$log" 2>&1 || fail "health failed: $(<"$log")"
  kill "$server"
  wait "$server" || fail "the server does not stop: $(<"$log")"
  server=
  grep -q '^host:web01	key:app.ok	value:1	' "$log" || fail "the value has not arrived: $(<"$log")"
  grep -q '^STOPPED values=1 ' "$log" || fail "there is no summary: $(<"$log")"
}

# Fails unless the folder $1 has the manual pages and $2 and $3 are the completions.
has_help() {
  local page
  for page in mock-zabbix mock-zabbix-serve mock-zabbix-scenario-from; do
    [[ -s $1/$page.1 || -s $1/$page.1.gz ]] || fail "the manual page $page is missing"
  done
  bash -n "$2" && grep -q 'complete -F\|complete -o default -F' "$2" || fail "$2 completes nothing"
  [[ $(head -n 1 "$3") == '#compdef mock-zabbix' ]] || fail "$3 completes nothing"
}

# Prints the median of the time until the command is ready.
ready_time() {
  local name=$1 run begin end line output process times=()
  shift
  for run in 1 2 3 4 5 6 7; do
    begin=${EPOCHREALTIME//[!0-9]/}
    exec {output}< <(exec "$@" serve --trapper-port=0 --http-port=0 2>&1 >/dev/null </dev/null)
    process=$!
    while read -r line <&"$output"; do
      [[ $line == READY* ]] && break
    done
    end=${EPOCHREALTIME//[!0-9]/}
    kill -KILL "$process"
    exec {output}<&-
    times+=($((end - begin)))
  done
  printf '%s\n' "${times[@]}" | sort -n | awk -v name="$name" 'NR == 4 { printf "%-40s ready in %4d ms\n", name, $1 / 1000 }'
}

folder="$work/a folder"
mkdir "$folder"
tar -x -z -C "$folder" -f mock-zabbix-*-linux-*.tar.gz
program=$(echo "$folder"/mock-zabbix-*/bin/mock-zabbix)
try "$program"
ln -s "$program" "$work/path/mock-zabbix"
[[ $("${without_java[@]}" /bin/sh -c 'mock-zabbix --version' | head -n 1) == "mock-zabbix "* ]] || fail "no version"
has_help "${program%/bin/*}/share/man/man1" "${program%/bin/*}/share/bash-completion/completions/mock-zabbix" \
  "${program%/bin/*}/share/zsh/site-functions/_mock-zabbix"
echo "the folder serves, receives and is healthy"

"${as_root[@]}" dpkg -i mock-zabbix_*.deb >"$work/dpkg" 2>&1 || fail "dpkg -i failed: $(<"$work/dpkg")"
dpkg --verify mock-zabbix || fail "the installed files differ"
try /usr/bin/mock-zabbix
has_help /usr/share/man/man1 /usr/share/bash-completion/completions/mock-zabbix \
  /usr/share/zsh/vendor-completions/_mock-zabbix
"${as_root[@]}" dpkg -r mock-zabbix >"$work/dpkg" 2>&1 || fail "dpkg -r failed: $(<"$work/dpkg")"
[[ ! -e /usr/lib/mock-zabbix && ! -L /usr/bin/mock-zabbix ]] || fail "dpkg -r left files"
echo "the Debian package serves, receives and is healthy, and is removed without a trace"

# The image as skopeo reads it: each digest is verified.
image=$(echo mock-zabbix-*-oci.tar)
skopeo copy --quiet "oci-archive:$image" "dir:$work/image" || fail "skopeo cannot read $image"
skopeo copy --quiet "docker-archive:$image" "dir:$work/docker-image" || fail "skopeo cannot read $image for Docker"
skopeo inspect --config "oci-archive:$image" >"$work/config.json"
mkdir "$work/root"
for layer in $(skopeo inspect "oci-archive:$image" | python3 -c 'import json, sys; print(*json.load(sys.stdin)["Layers"])'); do
  "${as_root[@]}" tar -x -z -C "$work/root" -f "$work/image/${layer#sha256:}"
done
cat >"$work/container" <<'END'
# Does what a container engine does with the folder $1 and the configuration $2: namespaces, /proc, the user,
# the variables and the command. Then tries the server from inside.
set -euo pipefail
ip link set lo up
mount -t proc proc "$1/proc"

# Prints the elements of the lists at the keys that follow the configuration.
config() {
  python3 -c 'import json, sys
for key in sys.argv[2:]: print(*json.load(open(sys.argv[1]))["config"][key], sep="\n")' "$@"
}
user=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["config"]["User"])' "$2")
mapfile -t variables < <(config "$2" Env)
mapfile -t default < <(config "$2" Entrypoint Cmd)
mapfile -t entry < <(config "$2" Entrypoint)
container=(env -i "${variables[@]}" "$(command -v chroot)" --userspec="$user" "$1")

fail() {
  echo "the image: $*: $(<"$log")" >&2
  exit 1
}

log=$3
"${container[@]}" "${default[@]}" >"$log" 2>&1 </dev/null &
server=$!
until grep -q '^READY' "$log"; do
  kill -0 $server 2>/dev/null || fail "does not start"
  sleep 0.05
done
"${container[@]}" "${entry[@]}" health >>"$log" 2>&1 || fail "is not healthy"
"${container[@]}" "${entry[@]}" send -z 127.0.0.2 -s web01 -k app.ok -o 1 >>"$log" 2>&1 \
  || fail "does not receive on all addresses"
token=$(sed -nE 's/^HTTP token=([^ ]+) .*/\1/p' "$log")
status() {
  curl -s -o /dev/null -w '%{http_code}' "$@" http://127.0.0.1:10080/api/v1/values
}
[[ $(status) == 401 ]] || fail "does not ask for the token"
[[ $(status -H "Authorization: Bearer $token") == 200 ]] || fail "does not take the token '$token'"
kill $server
wait $server || fail "does not stop"
grep -q '^host:web01	key:app.ok	value:1	' "$log" || fail "the value has not arrived"
END
"${as_root[@]}" unshare --mount --net --pid --fork bash "$work/container" "$work/root" "$work/config.json" "$work/image-log"
echo "the image serves, receives and is healthy, and asks for its token"

# Without the cache, the same runtime loads each class from the jar.
runtime=${program%/bin/*}/lib/runtime/bin/java
jar=${program%/bin/*}/lib/mock-zabbix.jar
ready_time "the packages" "$program"
ready_time "the same runtime without the AOT cache" "$runtime" -jar "$jar"
[[ -z ${JAVA_HOME:-} ]] || ready_time "the jar on the JDK of JAVA_HOME" "$JAVA_HOME/bin/java" -jar "$jar"
