import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Segment } from '../segment.js';
import type { TokenizerLimits } from './limits.js';
import { Tokenizer } from './tokenizer.js';

const ISA =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260325*0900*^*00501*000000007*0*P*:~';
const REST = 'GS*HP*A*B*20260325*0900*7*X*005010X221A1~ST*835*0001~BPR*I*0~SE*3*0001~GE*1*7~IEA*1*000000007~';

function tokenize(chunks: Iterable<Uint8Array>, limits?: TokenizerLimits): Segment[] {
  const tokenizer = new Tokenizer(limits);
  const segments = [...chunks].flatMap((chunk) => tokenizer.push(chunk));
  return [...segments, ...tokenizer.end()];
}

function tokenizeText(text: string, limits?: TokenizerLimits): Segment[] {
  return tokenize([Buffer.from(text)], limits);
}

function ids(segments: readonly Segment[]): string {
  return segments.map(({ id }) => id).join(' ');
}

describe('the tokenizer', () => {
  it('gives each segment its number, its position in its transaction and its place in the file', () => {
    const segments = tokenizeText(ISA + REST);
    expect(
      segments.map(({ id, segmentNumber, position, byteOffset }) => [id, segmentNumber, position, byteOffset]),
    ).toEqual([
      ['ISA', 1, 1, 0],
      ['GS', 2, 2, 106],
      ['ST', 3, 1, 147],
      ['BPR', 4, 2, 159],
      ['SE', 5, 3, 167],
      ['GE', 6, 6, 177],
      ['IEA', 7, 7, 184],
    ]);
  });

  it('takes its separators from each ISA', () => {
    const other = `${ISA.replaceAll('*', '|').replace(':~', '>\n').replace('^', '!')}TA1|1|260325|0900|A|000\nIEA|0|000000007\n`;
    const segments = tokenizeText(ISA + REST + other);
    expect(ids(segments)).toBe('ISA GS ST BPR SE GE IEA ISA TA1 IEA');
    expect(segments[8]?.elements).toEqual(['TA1', '1', '260325', '0900', 'A', '000']);
    expect(segments[8]?.delimiters).toEqual({ element: '|', component: '>', repetition: '!', segment: '\n' });
  });

  it('takes control characters for separators', () => {
    const separated = (ISA + REST).replaceAll('*', '\x1d').replaceAll('~', '\x1e').replace(':\x1e', '\x1f\x1e');
    const segments = tokenizeText(separated);
    expect(segments.map(({ elements }) => elements.length)).toEqual(
      tokenizeText(ISA + REST).map(({ elements }) => elements.length),
    );
    expect(segments[0]?.delimiters).toEqual({ element: '\x1d', component: '\x1f', repetition: '^', segment: '\x1e' });
  });

  it('begins anew at an ISA with other separators though the IEA before it is missing', () => {
    const cut = ISA + REST.replace('IEA*1*000000007~', '');
    const segments = tokenizeText(`${cut}\n${ISA.replaceAll('*', '|')}IEA|0|000000007~`);
    expect(ids(segments)).toBe('ISA GS ST BPR SE GE ISA IEA');
  });

  it('has no repetition separator in versions that have none', () => {
    const [header] = tokenizeText(ISA.replace('*^*00501*', '*U*00401*'));
    expect(header?.delimiters.repetition).toBeUndefined();
  });

  it.each([
    ['line breaks', (text: string) => text.replaceAll('~', '~\r\n')],
    ['indentation and trailing blanks', (text: string) => text.replaceAll('~', '~  \n   ')],
    ['a byte-order mark', (text: string) => `\ufeff${text}`],
    ['lines broken at any place', (text: string) => text.replace('BPR*I', 'BPR\r\n*I')],
    ['mail headers before', (text: string) => `Subject: VISA statement\n\n${text}`],
  ])('reads the same with %s', (_what, change) => {
    const plain = tokenizeText(ISA + REST).map(({ elements }) => elements);
    const changed = tokenizeText(change(ISA + REST)).filter(({ fault }) => fault === undefined);
    expect(changed.map(({ elements }) => elements)).toEqual(plain);
  });

  it('reads an ISA whose elements are not as wide as they should be', () => {
    const segments = tokenizeText(`ISA*00**00**ZZ*A*ZZ*B*260325*0900*^*00501*7*0*P*:~${REST}`);
    expect(ids(segments)).toBe('ISA GS ST BPR SE GE IEA');
  });

  it('reads UTF-8 and Latin-1 text alike, also when cut within a character', () => {
    const named = (bytes: Buffer) => {
      const file = Buffer.concat([Buffer.from(`${ISA}N1*PR*`), bytes, Buffer.from('~IEA*0*7~')]);
      const segments = tokenize(Array.from(file, (byte) => Uint8Array.of(byte)));
      return segments[1]?.elements[2];
    };
    expect(named(Buffer.from('Muñoz', 'utf8'))).toBe('Muñoz');
    expect(named(Buffer.from('Muñoz', 'latin1'))).toBe('Muñoz');
  });

  it('gives the same wherever the bytes are cut', () => {
    const bytes = Buffer.from(`\ufeff ${ISA}\r\n${REST}\r\n${ISA}${REST}`.replace('BPR', 'N1*PR*Muñoz~BPR'));
    const whole = tokenize([bytes]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(tokenize(chunks)).toEqual(whole);
      }),
    );
  });

  it.each([
    ['ISA is the end of a word', `VISA*${ISA.slice(4)} and ${ISA}${REST}`],
    ['an ISA has a letter for its terminator', `${ISA.replace(':~', 'AA')}${ISA}${REST}`],
    ['several interchanges run into each other', `${ISA.slice(0, 86)}${ISA.slice(0, 86)}${ISA}${REST}`],
  ])('gives the same wherever the bytes are cut though %s', (_what, text) => {
    const bytes = Buffer.from(text);
    const whole = tokenize([bytes]);
    for (let cut = 0; cut <= bytes.length; cut += 1)
      expect(tokenize([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
  });

  it('says where a file ends within a segment', () => {
    expect(tokenizeText(`${ISA}GS*HP*A`).at(-1)).toMatchObject({ id: 'GS', fault: 'unterminated' });
  });

  it('says where text stands in no interchange', () => {
    expect(tokenizeText(`${ISA}IEA*0*7~\nand more`).at(-1)).toMatchObject({ fault: 'outside', elements: [] });
    expect(tokenizeText('no X12 at all')).toMatchObject([{ fault: 'outside' }]);
    expect(tokenizeText(' \r\n')).toEqual([]);
  });

  it('passes over a segment or element longer than its limit, names it, and reads on', () => {
    const limits = { segmentBytes: 300, elementBytes: 200 };
    const long = (length: number) => `${ISA}NTE*ADD*${'x'.repeat(length)}~IEA*0*7~`;
    const faults = (length: number, chunkBytes: number) => {
      const bytes = Buffer.from(long(length));
      const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
        bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
      );
      return tokenize(chunks, limits).map(({ id, fault }) => fault ?? id);
    };
    expect(faults(150, 1_000)).toEqual(['ISA', 'NTE', 'IEA']);
    expect(faults(250, 1_000)).toEqual(['ISA', 'element-too-long', 'IEA']);
    expect(faults(900, 10_000)).toEqual(['ISA', 'segment-too-long', 'IEA']);
    expect(faults(900, 7)).toEqual(['ISA', 'segment-too-long', 'IEA']);
  });
});
