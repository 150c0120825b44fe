# Tests programs that talk to Zabbix: starts mock-zabbix.jar on free ports, and stops it again.
#
#   . ./mock-zabbix.sh
#   mock_zabbix_start || exit
#   ./report-orders.sh "$MOCK_ZABBIX_HOST" "$MOCK_ZABBIX_PORT"      # the program under test
#   mock_zabbix_expect '{"host": "web01", "key": "app.orders", "value": "12"}' || exit
#   mock_zabbix_stop                                                # also when the shell ends, for whatever reason
#
# Copy this file into your tests. It needs a POSIX shell, curl, and Java 17 or newer in JAVA_HOME or the PATH. The jar
# is the file in the variable MOCK_ZABBIX_JAR, or mock-zabbix.jar in the current directory. Each function prints errors
# on standard error, and then returns 1. The file descriptor 9 is used.

# Starts a server with further options of "serve", for example --scenario=web01.yaml, and sets MOCK_ZABBIX_HOST and
# MOCK_ZABBIX_PORT for senders, MOCK_ZABBIX_AGENT for getters, and MOCK_ZABBIX_URL for the API.
mock_zabbix_start() {
  mock_zabbix_jar=${MOCK_ZABBIX_JAR:-mock-zabbix.jar}
  mock_zabbix_java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  if ! [ -f "$mock_zabbix_jar" ]; then
    echo "$mock_zabbix_jar is missing: set MOCK_ZABBIX_JAR to the path of mock-zabbix.jar" >&2
    return 1
  elif ! command -v "$mock_zabbix_java" >/dev/null; then
    echo "cannot run $mock_zabbix_java: install Java 17 or newer, or set JAVA_HOME" >&2
    return 1
  fi
  for mock_zabbix_port in trapper agent http; do
    case " $*" in
      *" --$mock_zabbix_port-port"*) ;;
      *) set -- "--$mock_zabbix_port-port=0" "$@" ;;
    esac
  done
  mock_zabbix_directory=$(mktemp -d) && mkfifo "$mock_zabbix_directory/stdin" || return
  (
    unset MOCK_ZABBIX_HOST MOCK_ZABBIX_PORT MOCK_ZABBIX_AGENT MOCK_ZABBIX_URL
    exec "$mock_zabbix_java" -jar "$mock_zabbix_jar" serve --stop-on-stdin-eof \
      --port-file "$mock_zabbix_directory/ports.json" "$@" \
      <"$mock_zabbix_directory/stdin" >/dev/null 2>"$mock_zabbix_directory/log" 9>&-
  ) &
  mock_zabbix_pid=$!
  exec 9>"$mock_zabbix_directory/stdin" # the server stops when this is closed
  mock_zabbix_tries=0
  until [ -e "$mock_zabbix_directory/ports.json" ]; do # it appears complete
    mock_zabbix_tries=$((mock_zabbix_tries + 1))
    if ! kill -0 "$mock_zabbix_pid" 2>/dev/null || [ "$mock_zabbix_tries" -gt 600 ]; then
      mock_zabbix_fail "did not start"
      mock_zabbix_stop
      return 1
    fi
    sleep 0.1
  done
  MOCK_ZABBIX_HOST=$(mock_zabbix_member host <"$mock_zabbix_directory/ports.json")
  MOCK_ZABBIX_PORT=$(mock_zabbix_member trapper <"$mock_zabbix_directory/ports.json")
  MOCK_ZABBIX_AGENT=$(mock_zabbix_member agent <"$mock_zabbix_directory/ports.json")
  case $MOCK_ZABBIX_HOST in
    *:*) MOCK_ZABBIX_URL=http://[$MOCK_ZABBIX_HOST] ;;
    *) MOCK_ZABBIX_URL=http://$MOCK_ZABBIX_HOST ;;
  esac
  MOCK_ZABBIX_URL=$MOCK_ZABBIX_URL:$(mock_zabbix_member http <"$mock_zabbix_directory/ports.json")
}

# Stops the server.
mock_zabbix_stop() {
  [ -n "${mock_zabbix_pid-}" ] || return 0
  exec 9>&-
  wait "$mock_zabbix_pid"
  mock_zabbix_pid=
  rm -rf "$mock_zabbix_directory"
}

# Sends a value to the server, as zabbix_sender does: HOST KEY VALUE
mock_zabbix_send_value() {
  mock_zabbix_call POST send "$(printf '{"host": %s, "key": %s, "value": %s}' \
    "$(mock_zabbix_quote "$1")" "$(mock_zabbix_quote "$2")" "$(mock_zabbix_quote "$3")")"
}

# Waits until an expectation of scenario files is met, in JSON or YAML: EXPECTATION [TIMEOUT]
# If it is not, prints the explanation of the server.
mock_zabbix_expect() {
  mock_zabbix_call POST "verify?timeout=${2:-5s}" "$1" >/dev/null
}

# Prints the processed values as JSON: [FILTER], for example host=web01
mock_zabbix_values() {
  mock_zabbix_call GET "values?$*"
}

# Adds a rule of scenario files: RULE, for example '{"when": {"request": "sender data"}, "fault": "reset", "times": 1}'
mock_zabbix_add_rule() {
  mock_zabbix_call POST rules "$1" >/dev/null
}

# Sets the reply of a mock agent to a key: KEY TEXT [AGENT]
mock_zabbix_set_key() {
  mock_zabbix_key=$(printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | tr ' ' %)
  mock_zabbix_call PUT "agents/${3:-mock-zabbix}/keys/$mock_zabbix_key" "$(mock_zabbix_quote "$2")" >/dev/null
}

# Removes values, rules and changed keys.
mock_zabbix_reset() {
  mock_zabbix_call POST reset
}

# Calls the HTTP API, and prints its JSON: METHOD PATH [BODY]
mock_zabbix_call() {
  if ! mock_zabbix_json=$(printf '%s' "${3-}" | curl -sS --noproxy '*' -X "$1" --data-binary @- \
    -w '\n%{http_code}' "$MOCK_ZABBIX_URL/api/v1/$2" 2>&1); then
    mock_zabbix_fail "does not respond, $(printf '%s\n' "$mock_zabbix_json" | head -n 1)"
    return 1
  fi
  mock_zabbix_status=${mock_zabbix_json##*
}
  mock_zabbix_json=${mock_zabbix_json%
*}
  case $mock_zabbix_status in
    2*) [ -z "$mock_zabbix_json" ] || printf '%s\n' "$mock_zabbix_json" ;;
    422) printf '%s\n' "$mock_zabbix_json" | mock_zabbix_member explanation >&2; return 1 ;;
    *) echo "$1 $2: $(printf '%s\n' "$mock_zabbix_json" | mock_zabbix_member detail)" >&2; return 1 ;;
  esac
}

# Prints why the server is not there: TEXT
mock_zabbix_fail() {
  mock_zabbix_tries=0
  while kill -0 "$mock_zabbix_pid" 2>/dev/null && [ "$mock_zabbix_tries" -lt 100 ]; do # it may be about to end
    mock_zabbix_tries=$((mock_zabbix_tries + 1))
    sleep 0.1
  done
  mock_zabbix_code=
  if ! kill -0 "$mock_zabbix_pid" 2>/dev/null; then
    wait "$mock_zabbix_pid" && mock_zabbix_code=' (exit code 0)' || mock_zabbix_code=" (exit code $?)"
  fi
  printf 'Mock Zabbix %s%s:\n' "$1" "$mock_zabbix_code" >&2
  cat "$mock_zabbix_directory/log" >&2
}

# Prints a member of a JSON object on standard input: NAME
mock_zabbix_member() {
  mock_zabbix_text=$(sed -n "s/.*\"$1\": *\"\\(\\([^\"\\\\]\\|\\\\.\\)*\\)\".*/\\1/p; t; s/.*\"$1\": *\\([0-9]*\\).*/\\1/p" \
    | sed 's/\\"/"/g; s/\\\//\//g')
  printf '%b\n' "$mock_zabbix_text"
}

# Prints a text as JSON: TEXT
mock_zabbix_quote() {
  printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g; s/	/\\t/g; $!s/$/\\n/' | tr -d '\n')"
}
