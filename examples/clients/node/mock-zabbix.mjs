/**
 * Tests programs that talk to Zabbix: starts mock-zabbix.jar on free ports, and stops it again.
 *
 *   const zabbix = await MockZabbix.start();
 *   after(() => zabbix.stop());
 *   await reportOrders(zabbix.host, zabbix.port); // the program under test
 *   await zabbix.expect({ host: "web01", key: "app.orders", value: "12" });
 *
 * Copy this file into your tests. It needs Node 18 or newer, and Java 17 or newer in JAVA_HOME or the PATH. The jar is
 * the file in the variable MOCK_ZABBIX_JAR, or mock-zabbix.jar in the current directory.
 */
import { AssertionError } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const START_MS = 60_000;
const STOP_MS = 10_000;

/** The server cannot start, has ended, or refuses a request; the message has the reason. */
export class MockZabbixError extends Error {
  name = "MockZabbixError";
}

/** A running server: `host` and `port` for senders, `agentPort` for getters, `http` for the API. */
export class MockZabbix {
  #directory = fs.mkdtempSync(path.join(os.tmpdir(), "mock-zabbix-"));
  #process;
  #ended;

  /** Starts a server with further options of `serve`, for example "--scenario=web01.yaml". */
  static async start(...options) {
    const jar = process.env.MOCK_ZABBIX_JAR || "mock-zabbix.jar";
    if (!fs.existsSync(jar)) {
      throw new MockZabbixError(`${jar} is missing: set MOCK_ZABBIX_JAR to the path of mock-zabbix.jar`);
    }
    const server = new MockZabbix();
    try {
      await server.#run(jar, options);
      await server.#waitUntilReady();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  async #run(jar, options) {
    const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, "bin", "java") : "java";
    const command = ["-jar", jar, "serve", "--stop-on-stdin-eof", "--port-file", this.#file("ports.json")];
    for (const port of ["--trapper-port", "--agent-port", "--http-port"]) {
      command.push(...(options.some((option) => option.startsWith(port)) ? [] : [port, "0"]));
    }
    const log = fs.openSync(this.#file("log"), "w");
    const child = spawn(java, [...command, ...options], { stdio: ["pipe", "ignore", log] });
    fs.closeSync(log);
    child.stdin.on("error", () => {}); // it has ended
    try {
      await once(child, "spawn");
    } catch (error) {
      throw new MockZabbixError(`cannot run ${java}: install Java 17 or newer, or set JAVA_HOME (${error.message})`);
    }
    this.#process = child;
    this.#ended = once(child, "exit");
    child.unref(); // a test that does not call stop() can end, and the server ends with it
    child.stdin.unref();
  }

  async #waitUntilReady() {
    const end = Date.now() + START_MS;
    while (!fs.existsSync(this.#file("ports.json"))) { // it appears complete
      if (this.#hasEnded() || Date.now() > end) {
        throw new MockZabbixError(`Mock Zabbix did not start${await this.#why()}`);
      }
      await delay(20);
    }
    const ports = JSON.parse(fs.readFileSync(this.#file("ports.json"), "utf8"));
    Object.assign(this, { host: ports.host, port: ports.trapper, agentPort: ports.agent });
    const host = ports.host.includes(":") ? `[${ports.host}]` : ports.host;
    this.http = `http://${host}:${ports.http}`;
  }

  #hasEnded() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  async #why() {
    await Promise.race([this.#ended, delay(STOP_MS, undefined, { ref: false })]); // it may be about to end
    const log = fs.existsSync(this.#file("log")) ? fs.readFileSync(this.#file("log"), "utf8") : "";
    return `${this.#hasEnded() ? ` (exit code ${this.#process.exitCode ?? this.#process.signalCode})` : ""}:\n${log}`;
  }

  #file(name) {
    return path.join(this.#directory, name);
  }

  /** Stops the server. It also stops when this program ends, for whatever reason. */
  async stop() {
    if (this.#process) {
      this.#process.ref();
      this.#process.stdin.end();
      const kill = setTimeout(() => this.#process.kill("SIGKILL"), STOP_MS);
      await this.#ended;
      clearTimeout(kill);
    }
    fs.rmSync(this.#directory, { recursive: true, force: true });
  }

  /** Sends a value to the server, as zabbix_sender does, and returns how many were processed and failed. */
  sendValue(host, key, value) {
    return this.call("POST", "send", { host, key, value });
  }

  /**
   * Waits until an expectation is met, for example { host: "web01", key: "app.orders", times: 3 }. Throws an
   * AssertionError with the explanation of the server if it is not met.
   */
  async expect(expectation, { timeout = "5s" } = {}) {
    await this.call("POST", `verify?timeout=${timeout}`, expectation);
  }

  /** Returns the processed values, for example those of { host: "web01" }. */
  async values(filters = {}) {
    return (await this.call("GET", `values?${new URLSearchParams(filters)}`)).values;
  }

  /** Adds a rule of scenario files, for example { when: { request: "sender data" }, fault: "reset", times: 1 }. */
  async addRule(rule) {
    await this.call("POST", "rules", rule);
  }

  /** Sets the reply of a mock agent to a key: a text, or for example { notSupported: "no such file" }. */
  async setKey(key, reply, { agent = "mock-zabbix" } = {}) {
    await this.call("PUT", `agents/${encodeURIComponent(agent)}/keys/${encodeURIComponent(key)}`, reply);
  }

  /** Removes values, rules and changed keys. */
  reset() {
    return this.call("POST", "reset");
  }

  /** Calls the HTTP API, and returns its JSON. */
  async call(method, path, body) {
    let response;
    try {
      response = await fetch(`${this.http}/api/v1/${path}`, { method, body: body === undefined ? body : JSON.stringify(body) });
    } catch (error) {
      throw new MockZabbixError(`Mock Zabbix does not respond, ${error.cause?.message ?? error.message}${await this.#why()}`);
    }
    const json = JSON.parse((await response.text()) || "null");
    if (response.status === 422) {
      throw new AssertionError({ message: json.explanation });
    }
    if (!response.ok) {
      throw new MockZabbixError(`${method} ${path}: ${json.detail}`);
    }
    return json;
  }
}
