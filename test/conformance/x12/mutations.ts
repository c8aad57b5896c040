/** A small generator of pseudo-random numbers (mulberry32): the same seed gives the same mutations everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A copy of a file with one to three faults of the kinds that transmission and careless programs make. */
export function mutated(bytes: Buffer, random: () => number): Buffer {
  let result: Buffer = Buffer.from(bytes);
  const faults = 1 + Math.floor(random() * 3);
  for (let count = 0; count < faults && result.length > 2; count += 1) {
    const kind = KINDS[Math.floor(random() * KINDS.length)] as Kind;
    result = kind(result, random);
  }
  return result;
}

/** The same bytes in up to six pieces, cut anywhere. */
export function inPieces(bytes: Buffer, random: () => number): Buffer[] {
  const cuts = Array.from({ length: 1 + Math.floor(random() * 5) }, () => place(bytes, random)).sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length));
}

type Kind = (bytes: Buffer, random: () => number) => Buffer;

const place = (bytes: Buffer, random: () => number) => Math.floor(random() * bytes.length);

const KINDS: readonly Kind[] = [
  function flipByte(bytes, random) {
    bytes[place(bytes, random)] = Math.floor(random() * 256);
    return bytes;
  },
  function changeDigit(bytes, random) {
    const from = place(bytes, random);
    const at = bytes.findIndex((byte, index) => index >= from && byte >= 48 && byte <= 57);
    if (at !== -1) bytes[at] = 48 + Math.floor(random() * 10);
    return bytes;
  },
  function cutEnd(bytes, random) {
    return bytes.subarray(0, place(bytes, random));
  },
  function cutBeginning(bytes, random) {
    return bytes.subarray(place(bytes, random));
  },
  function dropSegment(bytes, random) {
    const [from, to] = segmentAround(bytes, place(bytes, random));
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function doubleSegment(bytes, random) {
    const [from, to] = segmentAround(bytes, place(bytes, random));
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  function moveSegment(bytes, random) {
    const [from, to] = segmentAround(bytes, place(bytes, random));
    const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    const [, into] = segmentAround(rest, place(rest, random));
    return Buffer.concat([rest.subarray(0, into), bytes.subarray(from, to), rest.subarray(into)]);
  },
  function insertBytes(bytes, random) {
    const at = place(bytes, random);
    const inserted = Buffer.from(
      Array.from({ length: 1 + Math.floor(random() * 20) }, () => Math.floor(random() * 256)),
    );
    return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
  },
];

/** From after the terminator before a place to after the one behind it; terminators are taken to be `~`, else line breaks. */
function segmentAround(bytes: Buffer, at: number): [number, number] {
  const terminator = bytes.includes(126) ? 126 : 10;
  const before = bytes.lastIndexOf(terminator, Math.max(0, at - 1));
  const after = bytes.indexOf(terminator, at);
  return [before === -1 ? 0 : before + 1, after === -1 ? bytes.length : after + 1];
}
