import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from '@jest/globals';
import { packetContent } from '#libs/domain/appeal-packet/content.js';
import type { PacketFacts } from '#libs/domain/appeal-packet/facts.js';
import { builtInPacketTables } from '#libs/domain/appeal-packet/reference/built-in.js';
import { packetFacts } from '#libs/domain/appeal-packet/testing/packet-fixtures.js';
import { composePacket } from './compose-packet.js';
import { type DocumentType, readDocument } from './document-kind.js';
import { smallJpeg, smallPdf, turnedJpeg, twoPageTiff } from './testing/small-documents.js';

function contentOf(types: readonly DocumentType[], changes: Partial<PacketFacts> = {}) {
  const attachments = types.map((contentType, index) => ({
    ...{ attachmentId: `A${index}`, kind: 'treatment-notes', contentType, fileId: `F${index}`, sha256: 'aa' },
  }));
  const content = packetContent({ ...packetFacts, ...changes, attachments }, [], builtInPacketTables());
  if (!content.ok) throw new Error(content.refusal.message);
  return content.value;
}

const held = (...bytes: readonly Uint8Array[]) => new Map(bytes.map((one, index) => [`A${index}`, one]));
const sizes = (document: PDFDocument) => document.getPages().map((page) => [page.getWidth(), page.getHeight()]);

describe('a file that goes into a packet', () => {
  it.each([
    ['application/pdf', 3, () => smallPdf(3)],
    ['image/jpeg', 1, smallJpeg],
    ['image/tiff', 2, twoPageTiff],
  ] as const)('may be %s, and its pages are counted', async (contentType, pages, bytes) => {
    expect(await readDocument(await bytes())).toEqual({ ok: true, value: { contentType, pages } });
  });

  it('is known by its content, whatever it is called', async () => {
    const { png } = { png: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') };
    for (const bytes of [png, Buffer.from('name,amount\n'), Buffer.alloc(0)])
      expect(await readDocument(bytes)).toMatchObject({ refusal: { code: 'attachment.type', field: 'file' } });
  });

  it('is refused where it breaks off', async () => {
    for (const whole of [await smallPdf(2), await smallJpeg()])
      expect(await readDocument(whole.subarray(0, Math.floor(whole.length / 3)))).toMatchObject({
        refusal: { code: 'attachment.unreadable' },
      });
    const fax = await twoPageTiff();
    expect((await readDocument(fax.subarray(0, fax.length / 2))).ok).toBe(false);
  });

  it('is refused where it is a PDF without its end, which a mending reader would open with fewer pages', async () => {
    const pdf = await smallPdf(2);
    expect((await PDFDocument.load(pdf.subarray(0, pdf.length - 40))).getPageCount()).toBeGreaterThan(0);
    expect((await readDocument(pdf.subarray(0, pdf.length - 40))).ok).toBe(false);
  });
});

describe('a packet as PDF', () => {
  it('has letter, decision, claim, and each attachment with all its pages behind a page that names it', async () => {
    const alone = await composePacket(contentOf([]), new Map());
    const content = contentOf(['application/pdf', 'image/jpeg', 'image/tiff']);
    const whole = await composePacket(content, held(await smallPdf(3), await smallJpeg(), await twoPageTiff()));
    expect(alone.pages).toBe(3);
    expect(whole.pages).toBe(3 + 4 + 2 + 3);
    expect((await PDFDocument.load(whole.bytes)).getPageCount()).toBe(whole.pages);
  });

  it('lays a picture on paper of its own direction, turned as the camera was held', async () => {
    const content = contentOf(['image/jpeg', 'image/jpeg']);
    const { bytes } = await composePacket(content, held(await smallJpeg(), await turnedJpeg()));
    const pages = sizes(await PDFDocument.load(bytes));
    expect([pages[4], pages[6]]).toEqual([
      [792, 612],
      [612, 792],
    ]);
  });

  it('is the same to the byte for the same input, and another for another day', async () => {
    const content = contentOf(['application/pdf', 'image/tiff']);
    const bytes = [await smallPdf(1), await twoPageTiff()] as const;
    const [first, second] = [
      await composePacket(content, held(...bytes)),
      await composePacket(content, held(...bytes)),
    ];
    expect(first.bytes.equals(second.bytes)).toBe(true);
    const later = contentOf(['application/pdf', 'image/tiff'], { preparedOn: '2026-04-21' });
    expect((await composePacket(later, held(...bytes))).bytes.equals(first.bytes)).toBe(false);
  });

  it('goes on to further pages where there is much to tell', async () => {
    const [line] = packetFacts.claim.lines;
    const lines = Array.from({ length: 120 }, (_, index) => ({
      ...(line as NonNullable<typeof line>),
      line: index + 1,
    }));
    const content = contentOf([], { claim: { ...packetFacts.claim, lines } });
    expect((await composePacket(content, new Map())).pages).toBeGreaterThan(6);
  });

  it('is not made where the bytes of an attachment are missing', async () => {
    await expect(composePacket(contentOf(['application/pdf']), new Map())).rejects.toThrow('A0 are missing');
  });
});
