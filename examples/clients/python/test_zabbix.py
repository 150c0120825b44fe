"""Tests zabbix.py with Mock Zabbix: python3 -m unittest"""

import os
import socket
import unittest
from unittest import mock

import zabbix
from mock_zabbix import MockZabbix, MockZabbixError


class ZabbixTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = MockZabbix.start()
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        self.server.reset()

    def send(self, key, value):
        return zabbix.send(self.server.host, self.server.port, [{"host": "web01", "key": key, "value": value}])

    def test_sends_a_value(self):
        self.assertIn("processed: 1; failed: 0", self.send("app.orders", "12"))

        self.server.expect(host="web01", key="app.orders", value="12")

    def test_a_wrong_value_is_explained(self):
        self.send("app.orders", "21")

        with self.assertRaises(AssertionError) as failure:
            self.server.expect(host="web01", key="app.orders", value="12", timeout="10ms")
        self.assertEqual(
            'expected: web01 app.orders with value "12", within 10 ms\n'
            "but received: 1 value for this item that does not match\n"
            "near misses:\n"
            '  #1 web01 app.orders = "21" <- value differs\n',
            str(failure.exception).replace("#2", "#1").partition("last")[0],
        )

    def test_reports_a_broken_connection(self):
        self.server.add_rule(when={"request": "sender data"}, fault="reset", times=1)

        with self.assertRaises(OSError):
            self.send("app.orders", "12")
        self.send("app.orders", "12")

    def test_reports_a_refusal(self):
        self.server.add_rule(when={"host": "web01"}, reply={"failure": "busy"})

        with self.assertRaisesRegex(OSError, "the server refused the values: busy"):
            self.send("app.orders", "12")

    def test_gets_the_value_of_a_key(self):
        self.server.set_key("vfs.fs.size[/,free]", "42")

        self.assertEqual("42", zabbix.get(self.server.host, self.server.agent_port, "vfs.fs.size[/,free]"))

    def test_reset_removes_the_values(self):
        self.server.send_value("web01", "app.orders", "12")
        self.assertEqual(["12"], [value["value"] for value in self.server.values(host="web01")])

        self.server.reset()

        self.assertEqual([], self.server.values())


class MockZabbixTest(unittest.TestCase):
    def test_the_jar_is_missing(self):
        with self.assertRaisesRegex(MockZabbixError, "^no such.jar is missing: set MOCK_ZABBIX_JAR"):
            MockZabbix.start(jar="no such.jar")

    def test_java_is_missing(self):
        with mock.patch.dict(os.environ, JAVA_HOME="/no such java"):
            with self.assertRaisesRegex(MockZabbixError, "^cannot run /no such java/bin/java: install Java 17"):
                MockZabbix.start()

    def test_the_port_is_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            with self.assertRaisesRegex(MockZabbixError, rf"did not start \(exit code 69\):\n.*{port}.*in use"):
                MockZabbix.start(f"--trapper-port={port}")

    def test_the_address_is_one_of_ipv6(self):
        with MockZabbix.start("--bind=::1") as server:
            self.assertEqual([], server.values())

    def test_an_option_is_wrong(self):
        with self.assertRaisesRegex(MockZabbixError, "(?s)exit code 64.*--strictt"):
            MockZabbix.start("--strictt")

    def test_the_server_has_ended(self):
        with MockZabbix.start() as server:
            server.call("POST", "shutdown")
            server._process.wait()
            with self.assertRaisesRegex(MockZabbixError, r"(?s)does not respond.*exit code 0.*STOPPED"):
                server.values()

    def test_the_server_stops_when_the_test_fails(self):
        with self.assertRaises(ZeroDivisionError), MockZabbix.start() as server:
            1 / 0
        self.assertEqual(0, server._process.poll())

    def test_a_request_is_wrong(self):
        with MockZabbix.start() as server:
            with self.assertRaisesRegex(MockZabbixError, 'POST rules: unknown field "falt".*did you mean "fault"'):
                server.add_rule(falt="reset")


if __name__ == "__main__":
    unittest.main()
