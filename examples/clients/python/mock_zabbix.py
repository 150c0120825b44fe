"""Tests programs that talk to Zabbix: starts mock-zabbix.jar on free ports, and stops it again.

    with MockZabbix.start() as zabbix:
        report_orders(zabbix.host, zabbix.port)  # the program under test
        zabbix.expect(host="web01", key="app.orders", value="12")

Copy this file into your tests. It needs Python 3.8 or newer, and Java 17 or newer in JAVA_HOME or the PATH. The jar is
the file in the variable MOCK_ZABBIX_JAR, or mock-zabbix.jar in the current directory.
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request


class MockZabbixError(Exception):
    """The server cannot start, has ended, or refuses a request; the text has the reason."""


class MockZabbix:
    """A running server: `host` and `port` for senders, `agent_port` for getters, `http` for the API."""

    START_SECONDS = 60
    STOP_SECONDS = 10
    HTTP_SECONDS = 660  # the server itself waits at most 10 minutes

    @classmethod
    def start(cls, *options, jar=None):
        """Starts a server with further options of `serve`, for example "--scenario=web01.yaml"."""
        return cls(options, jar or os.environ.get("MOCK_ZABBIX_JAR", "mock-zabbix.jar"))

    def __init__(self, options, jar):
        if not pathlib.Path(jar).is_file():
            raise MockZabbixError(f"{jar} is missing: set MOCK_ZABBIX_JAR to the path of mock-zabbix.jar")
        self._directory = pathlib.Path(tempfile.mkdtemp(prefix="mock-zabbix-"))
        self._process = None
        try:
            self._process = self._run(jar, options)
            ports = self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        self.host, self.port, self.agent_port = ports["host"], ports["trapper"], ports["agent"]
        host = f"[{self.host}]" if ":" in self.host else self.host
        self.http = f"http://{host}:{ports['http']}"

    def _run(self, jar, options):
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
        command = [java, "-jar", jar, "serve", "--stop-on-stdin-eof", "--port-file", self._directory / "ports.json"]
        for port in ("--trapper-port", "--agent-port", "--http-port"):
            command += [] if any(option.startswith(port) for option in options) else [port, "0"]
        try:
            with open(self._directory / "log", "wb") as log:
                return subprocess.Popen(
                    [*command, *options], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log
                )
        except OSError as e:
            raise MockZabbixError(f"cannot run {java}: install Java 17 or newer, or set JAVA_HOME ({e})") from e

    def _wait_until_ready(self):
        end = time.monotonic() + self.START_SECONDS
        while not (self._directory / "ports.json").exists():  # it appears complete
            if self._process.poll() is not None or time.monotonic() > end:
                raise MockZabbixError(f"Mock Zabbix did not start{self._why()}")
            time.sleep(0.02)
        return json.loads((self._directory / "ports.json").read_text())

    def _why(self):
        try:
            code = self._process.wait(self.STOP_SECONDS)  # it may be about to end
        except subprocess.TimeoutExpired:
            code = None
        log = (self._directory / "log").read_text(errors="replace") if self._directory.exists() else ""
        return f" (exit code {code}):\n{log}" if code is not None else f":\n{log}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Stops the server. It also stops when this program ends, for whatever reason."""
        if self._process:
            self._process.stdin.close()
            try:
                self._process.wait(self.STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self._directory, ignore_errors=True)

    def send_value(self, host, key, value):
        """Sends a value to the server, as zabbix_sender does, and returns how many were processed and failed."""
        return self.call("POST", "send", {"host": host, "key": key, "value": value})

    def expect(self, timeout="5s", **expectation):
        """Waits until an expectation is met, for example host="web01", key="app.orders", times=3.

        Raises AssertionError with the explanation of the server if it is not met.
        """
        self.call("POST", "verify?timeout=" + timeout, expectation)

    def values(self, **filters):
        """Returns the processed values, for example those of host="web01"."""
        return self.call("GET", "values?" + urllib.parse.urlencode(filters))["values"]

    def add_rule(self, **rule):
        """Adds a rule of scenario files, for example when={"request": "sender data"}, fault="reset", times=1."""
        self.call("POST", "rules", rule)

    def set_key(self, key, reply, agent="mock-zabbix"):
        """Sets the reply of a mock agent to a key: a text, or for example {"notSupported": "no such file"}."""
        self.call("PUT", f"agents/{urllib.parse.quote(agent, '')}/keys/{urllib.parse.quote(key, '')}", reply)

    def reset(self):
        """Removes values, rules and changed keys."""
        self.call("POST", "reset")

    def call(self, method, path, body=None):
        """Calls the HTTP API, and returns its JSON."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.http}/api/v1/{path}", data, method=method)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=self.HTTP_SECONDS) as response:
                return json.loads(response.read() or "null")
        except urllib.error.HTTPError as e:
            problem = json.loads(e.read())
            if e.code == 422:
                raise AssertionError(problem["explanation"]) from None
            raise MockZabbixError(f"{method} {path}: {problem['detail']}") from None
        except OSError as e:
            raise MockZabbixError(f"Mock Zabbix does not respond, {e}{self._why()}") from e
