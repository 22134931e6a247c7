// The frames of the client protocol: a first line that counts the bytes of the header, the header,
// the payload. All of it binary.

const FIRST_LINE = /^TWILSOCK V3\.0 (\d+)\r\n/;

export function encode(header, body) {
  const payload = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  const json = JSON.stringify({
    ...header,
    payload_size: payload.length,
    ...(payload.length > 0 && { payload_type: "application/json" }),
  });
  const head = `TWILSOCK V3.0 ${Buffer.byteLength(json)}\r\n${json}\r\n`;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** Answers the header and the payload as text. */
export function decode(frame) {
  const line = FIRST_LINE.exec(frame.toString("latin1", 0, 64));
  const start = line[0].length;
  const end = start + Number(line[1]);
  return [JSON.parse(frame.toString("utf8", start, end)), frame.toString("utf8", end + 2)];
}
