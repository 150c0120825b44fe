# The program under test: sends a value to Zabbix, and requests a value from an agent. It needs bash.

# Sends a value, and prints the info of the server: SERVER PORT HOST KEY VALUE
zabbix_send() {
  local data response
  data=$(printf '{"request":"sender data","data":[{"host":"%s","key":"%s","value":"%s"}]}' "$3" "$4" "$5")
  response=$(zabbix_exchange "$1" "$2" "$data") || return
  if [[ $response != *'"response":"success"'* ]]; then
    echo "the server refused the value: $response" >&2
    return 1
  fi
  sed 's/.*"info":"\([^"]*\)".*/\1/' <<<"$response"
}

# Prints the value of an item key of an agent: SERVER PORT KEY
zabbix_get() {
  zabbix_exchange "$1" "$2" "$3"
}

zabbix_exchange() {
  local LC_ALL=C length=${#3} response
  exec 8<>"/dev/tcp/$1/$2" || return
  printf "ZBXD\\x01\\x$(printf %02x $((length & 255)))\\x$(printf %02x $((length >> 8 & 255)))\\0\\0\\0\\0\\0\\0%s" "$3" >&8
  response=$(tail -c +14 <&8 2>/dev/null)
  exec 8>&-
  if [[ -z $response ]]; then
    echo "the server did not respond" >&2
    return 1
  fi
  printf '%s\n' "$response"
}
