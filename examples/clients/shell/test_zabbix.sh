#!/bin/bash
# Tests zabbix.sh with Mock Zabbix: ./test_zabbix.sh
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
. ./mock-zabbix.sh
. ./zabbix.sh

tests=0
failed=0

check() { # NAME EXPECTED-PATTERN ACTUAL
  tests=$((tests + 1))
  if [[ $3 == $2 ]]; then
    echo "ok $1"
  else
    echo "FAILED $1: expected $2, but was $3"
    failed=$((failed + 1))
  fi
}

send_orders() {
  zabbix_send "$MOCK_ZABBIX_HOST" "$MOCK_ZABBIX_PORT" web01 app.orders "$1" 2>&1
}

mock_zabbix_start || exit 1
expectation='{"host": "web01", "key": "app.orders", "value": "12"}'

check "sends a value" "processed: 1; failed: 0*" "$(send_orders 12)"
check "sends the right value" "" "$(mock_zabbix_expect "$expectation" 2>&1)"

mock_zabbix_reset
send_orders 21 >/dev/null
check "a wrong value is explained" 'expected: web01 app.orders with value "12", within 10 ms
but received: 1 value for this item that does not match
near misses:
  #2 web01 app.orders = "21" <- value differs
last exchanges:*' "$(mock_zabbix_expect "$expectation" 10ms 2>&1)"

mock_zabbix_reset
mock_zabbix_add_rule '{"when": {"request": "sender data"}, "fault": "reset", "times": 1}'
check "reports a broken connection" "*the server did not respond" "$(send_orders 12)"
check "sends again" "processed: 1; failed: 0*" "$(send_orders 12)"

mock_zabbix_add_rule '{"when": {"host": "web01"}, "reply": {"failure": "busy"}}'
check "reports a refusal" 'the server refused the value: *"info":"busy"*' "$(send_orders 12)"

mock_zabbix_set_key 'vfs.fs.size[/,free]' 42
check "gets the value of a key" 42 "$(zabbix_get "$MOCK_ZABBIX_HOST" "$MOCK_ZABBIX_AGENT" 'vfs.fs.size[/,free]')"

mock_zabbix_reset
mock_zabbix_send_value web01 'app.text["a b"]' $'say "hi"\nto\tC:\\temp' >/dev/null
check "sends any text" '*"key":"app.text\[\\"a b\\"\]","value":"say \\"hi\\"\\nto\\tC:\\\\temp"*' \
  "$(mock_zabbix_values host=web01)"
mock_zabbix_reset
check "a reset removes the values" '{"values":\[\],*' "$(mock_zabbix_values)"

check "a rule is wrong" 'POST rules: unknown field "falt"*did you mean "fault"*' \
  "$(mock_zabbix_add_rule '{"falt": "reset"}' 2>&1)"
check "the jar is missing" "no such.jar is missing: set MOCK_ZABBIX_JAR*" \
  "$(MOCK_ZABBIX_JAR="no such.jar" mock_zabbix_start 2>&1)"
check "java is missing" "cannot run /no such java/bin/java: install Java 17*" \
  "$(JAVA_HOME="/no such java" mock_zabbix_start 2>&1)"
check "the port is in use" "Mock Zabbix did not start [(]exit code 69):
*$MOCK_ZABBIX_PORT*in use*" "$(mock_zabbix_start --trapper-port="$MOCK_ZABBIX_PORT" 2>&1)"
check "an option is wrong" "*[(]exit code 64)*--strictt*" "$(mock_zabbix_start --strictt 2>&1)"

mock_zabbix_call POST shutdown >/dev/null
wait "$mock_zabbix_pid"
check "the server has ended" "Mock Zabbix does not respond, curl: *[(]exit code [0-9]*):*STOPPED*" "$(mock_zabbix_values 2>&1)"
mock_zabbix_stop
mock_zabbix_start --bind=::1
check "the address is one of IPv6" '{"values":\[\],*' "$(mock_zabbix_values)"
mock_zabbix_stop
check "no file is left" "" "$(ls "$mock_zabbix_directory" 2>/dev/null)"

echo "$tests tests, $failed failed"
((failed == 0))
