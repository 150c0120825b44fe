"""The program under test: sends values to Zabbix, and requests values from agents."""

import json
import socket
import struct


def send(host, port, values):
    """Sends values, each with host, key and value, and returns the info of the server."""
    request = {"request": "sender data", "data": values}
    response = json.loads(_exchange(host, port, json.dumps(request).encode()))
    if response.get("response") != "success":
        raise OSError(f"the server refused the values: {response.get('info')}")
    return response["info"]


def get(host, port, key):
    """Returns the value of an item key of an agent."""
    return _exchange(host, port, key.encode()).decode()


def _exchange(host, port, data):
    with socket.create_connection((host, port), timeout=10) as connection:
        connection.sendall(b"ZBXD\1" + struct.pack("<Q", len(data)) + data)
        response = b"".join(iter(lambda: connection.recv(4096), b""))
    if not response.startswith(b"ZBXD\1"):
        raise OSError("the response is not a Zabbix packet")
    return response[13:]
