import { PDFDocument, type PDFImage } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { type DocumentType, MOST_PIXELS } from './document-kind.js';
import { PAPER } from './page-writer.js';

/** Leaves the foot of the page to its number. */
const MARGIN = 40;

/** On paper of its own direction, as large as fits. */
function placePicture(document: PDFDocument, picture: PDFImage): void {
  const [short, long] = PAPER;
  const size: [number, number] = picture.width > picture.height ? [long, short] : [short, long];
  const page = document.addPage(size);
  const scaled = picture.scaleToFit(size[0] - 2 * MARGIN, size[1] - 2 * MARGIN);
  page.drawImage(picture, {
    ...{ x: (size[0] - scaled.width) / 2, y: (size[1] - scaled.height) / 2 },
    ...{ width: scaled.width, height: scaled.height },
  });
}

async function addPdf(document: PDFDocument, bytes: Uint8Array): Promise<void> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const page of await document.copyPages(source, source.getPageIndices())) document.addPage(page);
}

/** A camera notes which way up it was held; a picture that is not upright is turned, any other goes in as it is. */
async function addJpeg(document: PDFDocument, bytes: Uint8Array): Promise<void> {
  const { orientation = 1 } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
  const upright =
    orientation === 1
      ? bytes
      : await sharp(bytes, { limitInputPixels: MOST_PIXELS }).autoOrient().jpeg({ quality: 92 }).toBuffer();
  placePicture(document, await document.embedJpg(upright));
}

async function addTiff(document: PDFDocument, bytes: Uint8Array): Promise<void> {
  const { pages = 1 } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
  for (let page = 0; page < pages; page += 1) {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, page }).autoOrient();
    placePicture(document, await document.embedPng(await picture.flatten({ background: '#ffffff' }).png().toBuffer()));
  }
}

const ADD = { 'application/pdf': addPdf, 'image/jpeg': addJpeg, 'image/tiff': addTiff } as const;

/** Adds all pages of an attachment; a picture fills a page. */
export function addAttachment(document: PDFDocument, contentType: DocumentType, bytes: Uint8Array): Promise<void> {
  return ADD[contentType](document, bytes);
}
