import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';

/** A PDF of so many pages that say which they are. */
export async function smallPdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (let page = 1; page <= pages; page += 1)
    document.addPage([300, 400]).drawText(`treatment note, page ${page}`, { x: 30, y: 350, size: 14 });
  return Buffer.from(await document.save());
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 40, g: 90, b: 160 } } });

export const smallJpeg = (): Promise<Buffer> => picture(200, 100).jpeg().toBuffer();

/** As a camera that was held upright writes it: the pixels lie, and a note says to turn them. */
export const turnedJpeg = (): Promise<Buffer> => picture(200, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer();

/** A fax of two pages: one picture of both, one above the other, cut by the writer. */
export const twoPageTiff = (): Promise<Buffer> =>
  sharp({ create: { width: 120, height: 320, channels: 3, background: '#dddddd', pageHeight: 160 } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
