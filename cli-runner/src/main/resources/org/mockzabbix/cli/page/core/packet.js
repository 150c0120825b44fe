// The header of a packet, and its data as text.
const COMPRESSED = 2;
const LARGE = 4;
const FLAGS = [[1, 'Zabbix protocol'], [COMPRESSED, 'compressed'], [LARGE, '64-bit lengths']];

export function fromBase64(text) {
  const binary = atob(text ?? '');
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Returns the parts of a header, or null if the bytes do not begin with one. */
export function header(bytes) {
  const isHeader = bytes.length >= 13 && [0x5a, 0x42, 0x58, 0x44].every((byte, at) => bytes[at] === byte);
  if (!isHeader) return null;
  const flags = bytes[4];
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const isLarge = (flags & LARGE) !== 0 && bytes.length >= 21;
  const size = isLarge ? 21 : 13;
  const read = at => (isLarge ? view.getBigUint64(at, true) : BigInt(view.getUint32(at, true)));
  return { flags, size, length: read(5), reserved: read(isLarge ? 13 : 9), received: bytes.length - size };
}

/** Returns the meaning of the flags in words. */
export function flagsInWords(flags) {
  const known = FLAGS.filter(([bit]) => flags & bit).map(([, word]) => word);
  const unknown = flags & ~7;
  if (unknown) known.push(`unknown flags 0x${unknown.toString(16)}`);
  return known.join(', ') || 'none of the known flags';
}

/** Returns the data as text; compressed data is inflated. */
export async function textOf(bytes) {
  const head = header(bytes);
  const data = head ? bytes.subarray(head.size) : bytes;
  return new TextDecoder().decode(head && head.flags & COMPRESSED ? await inflated(data) : data);
}

async function inflated(data) {
  try {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return data;
  }
}
