import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import type { PacketContent } from '#libs/domain/appeal-packet/facts.js';
import { addAttachment } from './attachment-pages.js';
import type { DocumentType } from './document-kind.js';
import { writeClaimPages, writeDecisionPages, writeDivider, writeLetterPages } from './packet-pages.js';
import { embedFonts, type Fonts, PageWriter } from './page-writer.js';

export interface PacketDocument {
  readonly bytes: Buffer;
  readonly pages: number;
}

/** Control number and page on every page: a fax that lost one shows which. */
function numberPages(document: PDFDocument, { plain }: Fonts, { facts }: PacketContent): void {
  const pages = document.getPages();
  for (const [index, page] of pages.entries()) {
    const line = `Claim ${facts.decision.payerControlNumber}   page ${index + 1} of ${pages.length}`;
    page.drawText(line, { x: 54, y: 24, size: 7, font: plain, color: rgb(0, 0, 0) });
  }
}

/**
 * One PDF of letter, decision, claim and attachments, in that order. `attachments`: bytes by attachment id, one for each that the facts name. The same
 * input gives the same bytes: the dates in its metadata are the letter's.
 */
export async function composePacket(
  content: PacketContent,
  attachments: ReadonlyMap<string, Uint8Array>,
): Promise<PacketDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const fonts = await embedFonts(document);
  const writer = new PageWriter(document, fonts);
  writeLetterPages(writer, content);
  writeDecisionPages(writer, content);
  writeClaimPages(writer, content);
  for (const [index, { attachmentId, kind, contentType, servicesOn }] of content.facts.attachments.entries()) {
    const bytes = attachments.get(attachmentId);
    if (!bytes) throw new Error(`the bytes of attachment ${attachmentId} are missing`);
    writeDivider(writer, index + 1, kind, servicesOn);
    await addAttachment(document, contentType as DocumentType, bytes);
  }
  numberPages(document, fonts, content);
  const date = new Date(`${content.facts.preparedOn}T00:00:00Z`);
  document.setTitle(`Appeal ${content.facts.denialId}`);
  document.setProducer('Claimstream');
  document.setCreationDate(date);
  document.setModificationDate(date);
  const bytes = Buffer.from(await document.save({ useObjectStreams: true }));
  return { bytes, pages: document.getPageCount() };
}
