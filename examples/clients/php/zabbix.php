<?php

/** The program under test: sends values to Zabbix, and requests values from agents. */

declare(strict_types=1);

/** Sends values, each with host, key and value, and returns the info of the server. */
function zabbix_send(string $host, int $port, array $values): string
{
    $request = json_encode(['request' => 'sender data', 'data' => $values], JSON_THROW_ON_ERROR);
    $response = json_decode(zabbix_exchange($host, $port, $request), true, 512, JSON_THROW_ON_ERROR);
    if (($response['response'] ?? '') !== 'success') {
        throw new RuntimeException("the server refused the values: {$response['info']}");
    }
    return $response['info'];
}

/** Returns the value of an item key of an agent. */
function zabbix_get(string $host, int $port, string $key): string
{
    return zabbix_exchange($host, $port, $key);
}

function zabbix_exchange(string $host, int $port, string $data): string
{
    $socket = stream_socket_client("tcp://$host:$port", timeout: 10);
    fwrite($socket, "ZBXD\x01" . pack('P', strlen($data)) . $data);
    $response = @stream_get_contents($socket);
    fclose($socket);
    if (!is_string($response) || !str_starts_with($response, "ZBXD\x01")) {
        throw new RuntimeException('the response is not a Zabbix packet');
    }
    return substr($response, 13);
}
