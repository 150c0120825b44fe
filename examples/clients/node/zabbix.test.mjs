/** Tests zabbix.mjs with Mock Zabbix: node --test */
import assert from "node:assert/strict";
import net from "node:net";
import { once } from "node:events";
import { after, before, beforeEach, describe, it } from "node:test";
import { MockZabbix, MockZabbixError } from "./mock-zabbix.mjs";
import { get, send } from "./zabbix.mjs";

describe("zabbix", () => {
  let server;
  before(async () => { server = await MockZabbix.start(); });
  after(() => server.stop());
  beforeEach(() => server.reset());

  const sendOrders = (value) => send(server.host, server.port, [{ host: "web01", key: "app.orders", value }]);

  it("sends a value", async () => {
    assert.match(await sendOrders("12"), /^processed: 1; failed: 0/);

    await server.expect({ host: "web01", key: "app.orders", value: "12" });
  });

  it("explains a wrong value", async () => {
    await sendOrders("21");

    await assert.rejects(
      server.expect({ host: "web01", key: "app.orders", value: "12" }, { timeout: "10ms" }),
      (failure) => {
        assert.equal(failure.name, "AssertionError");
        assert.equal(
          failure.message.replaceAll(/#\d+/g, "#1").split("last")[0],
          'expected: web01 app.orders with value "12", within 10 ms\n' +
            "but received: 1 value for this item that does not match\n" +
            "near misses:\n" +
            '  #1 web01 app.orders = "21" <- value differs\n',
        );
        return true;
      },
    );
  });

  it("reports a broken connection", async () => {
    await server.addRule({ when: { request: "sender data" }, fault: "reset", times: 1 });

    await assert.rejects(sendOrders("12"), { code: "ECONNRESET" });
    await sendOrders("12");
  });

  it("reports a refusal", async () => {
    await server.addRule({ when: { host: "web01" }, reply: { failure: "busy" } });

    await assert.rejects(sendOrders("12"), { message: "the server refused the values: busy" });
  });

  it("gets the value of a key", async () => {
    await server.setKey("vfs.fs.size[/,free]", "42");

    assert.equal(await get(server.host, server.agentPort, "vfs.fs.size[/,free]"), "42");
  });

  it("begins anew after a reset", async () => {
    await server.sendValue("web01", "app.orders", "12");
    assert.deepEqual((await server.values({ host: "web01" })).map(({ value }) => value), ["12"]);

    await server.reset();

    assert.deepEqual(await server.values(), []);
  });
});

describe("MockZabbix", () => {
  const rejectsToStart = (message, ...options) =>
    assert.rejects(MockZabbix.start(...options), (error) => error instanceof MockZabbixError && assert.match(error.message, message) === undefined);

  async function withVariable(name, value, action) {
    const before = process.env[name];
    process.env[name] = value;
    try {
      await action();
    } finally {
      before === undefined ? delete process.env[name] : (process.env[name] = before);
    }
  }

  it("reports a missing jar", () =>
    withVariable("MOCK_ZABBIX_JAR", "no such.jar", () => rejectsToStart(/^no such.jar is missing: set MOCK_ZABBIX_JAR/)));

  it("reports a missing Java", () =>
    withVariable("JAVA_HOME", "/no such java", () =>
      rejectsToStart(/^cannot run \/no such java\/bin\/java: install Java 17/)));

  it("reports a port in use", async () => {
    const other = net.createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address();
    await rejectsToStart(new RegExp(`did not start \\(exit code 69\\):\n.*${port}.*in use`), `--trapper-port=${port}`);
    other.close();
  });

  it("listens on an address of IPv6", async () => {
    const server = await MockZabbix.start("--bind=::1");
    try {
      assert.deepEqual(await server.values(), []);
    } finally {
      await server.stop();
    }
  });

  it("reports a wrong option", () => rejectsToStart(/exit code 64.*--strictt/s, "--strictt"));

  it("reports a server that has ended", async () => {
    const server = await MockZabbix.start();
    await server.call("POST", "shutdown");
    await server.stop();
    await assert.rejects(server.values(), { name: "MockZabbixError", message: /does not respond.*exit code 0/s });
  });

  it("reports a wrong request", async () => {
    const server = await MockZabbix.start();
    try {
      await assert.rejects(server.addRule({ falt: "reset" }), {
        message: /^POST rules: unknown field "falt".*did you mean "fault"/,
      });
    } finally {
      await server.stop();
    }
  });
});
