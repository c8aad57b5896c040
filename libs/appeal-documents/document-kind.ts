import { PDFDocument } from '@cantoo/pdf-lib';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { accept, type Result, refuse } from '#libs/kernel/result.js';

export const DOCUMENT_TYPES = ['application/pdf', 'image/tiff', 'image/jpeg'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** A file that can go into a packet. */
export interface ReadableDocument {
  readonly contentType: DocumentType;
  readonly pages: number;
}

/** The largest picture that is decoded, in pixels: a page of legal size at 600 dots an inch has 43 million. */
export const MOST_PIXELS = 120_000_000;

/** Where a PDF ends. A reader that mends what lacks its end may lose pages without a word. */
const END_OF_PDF = '%%EOF';
const TAIL_BYTES = 2_048;

async function pdfPages(bytes: Uint8Array): Promise<number> {
  if (!Buffer.from(bytes.subarray(-TAIL_BYTES)).includes(END_OF_PDF)) return 0;
  return (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount();
}

async function pagesOf(contentType: DocumentType, bytes: Uint8Array): Promise<number> {
  if (contentType === 'application/pdf') return pdfPages(bytes);
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const { pages = 1 } = await picture.metadata();
  // Every page is decoded once: what breaks off in the middle is found now, not when the appeal is due.
  for (let page = 0; page < pages; page += 1)
    await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', page }).stats();
  return pages;
}

/**
 * What a file is by its bytes, whatever its name says, and how many pages it has. Refused where it is neither PDF, TIFF nor JPEG, or cannot be read
 * to its end: damaged, protected by a password, or a picture without bounds.
 */
export async function readDocument(bytes: Uint8Array): Promise<Result<ReadableDocument>> {
  const found = await fileTypeFromBuffer(bytes);
  const contentType = DOCUMENT_TYPES.find((type) => type === found?.mime);
  if (!contentType) {
    const is = found ? `this is ${found.mime}` : 'this is none of them';
    return refuse('attachment.type', `must be a PDF, TIFF or JPEG file by its content; ${is}`, 'file');
  }
  try {
    const pages = await pagesOf(contentType, bytes);
    if (pages > 0) return accept({ contentType, pages });
  } catch {
    // What a damaged file does to its reader says nothing to whoever sent it.
  }
  return refuse('attachment.unreadable', 'cannot be read: it is damaged or protected by a password', 'file');
}
