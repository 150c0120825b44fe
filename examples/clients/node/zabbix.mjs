/** The program under test: sends values to Zabbix, and requests values from agents. */
import net from "node:net";

/** Sends values, each with host, key and value, and returns the info of the server. */
export async function send(host, port, values) {
  const response = JSON.parse(await exchange(host, port, JSON.stringify({ request: "sender data", data: values })));
  if (response.response !== "success") {
    throw new Error(`the server refused the values: ${response.info}`);
  }
  return response.info;
}

/** Returns the value of an item key of an agent. */
export function get(host, port, key) {
  return exchange(host, port, key);
}

async function exchange(host, port, text) {
  const data = Buffer.from(text);
  const header = Buffer.from("ZBXD\x01\0\0\0\0\0\0\0\0", "latin1");
  header.writeUInt32LE(data.length, 5);
  const socket = net.connect(port, host);
  socket.setTimeout(10_000, () => socket.destroy(new Error("no response within 10 s")));
  socket.write(Buffer.concat([header, data]));
  const parts = [];
  for await (const part of socket) {
    parts.push(part);
  }
  const response = Buffer.concat(parts);
  if (response.toString("latin1", 0, 5) !== "ZBXD\x01") {
    throw new Error("the response is not a Zabbix packet");
  }
  return response.toString("utf8", 13);
}
