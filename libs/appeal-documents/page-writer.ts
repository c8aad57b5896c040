import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';

/** Letter paper and its margins, in points (72 an inch). */
export const PAPER: readonly [number, number] = [612, 792];
const MARGIN = 54;
const BODY = 10;
const LEADING = 1.4;
const INK = rgb(0, 0, 0);

const { resolve } = createRequire(import.meta.url);
const fontFile = (name: string) => readFile(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

export interface Fonts {
  readonly plain: PDFFont;
  readonly bold: PDFFont;
}

/** Fonts that are embedded: names have letters that the fonts built into PDF have not. */
export async function embedFonts(document: PDFDocument): Promise<Fonts> {
  document.registerFontkit(fontkit as never);
  const [plain, bold] = await Promise.all([fontFile('DejaVuSans'), fontFile('DejaVuSans-Bold')]);
  return {
    plain: await document.embedFont(plain, { subset: true }),
    bold: await document.embedFont(bold, { subset: true }),
  };
}

/** A column of a table: its heading, its share of the width, and whether it holds amounts. */
export interface Column {
  readonly heading: string;
  readonly share: number;
  readonly right?: boolean;
}

interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly indent?: number;
}

/** Breaks a text into lines of a width; a word that is longer than a line is cut. */
export function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    let rest = word;
    const longer = line === '' ? rest : `${line} ${rest}`;
    if (font.widthOfTextAtSize(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    while (font.widthOfTextAtSize(rest, size) > width && rest.length > 1) {
      let cut = rest.length - 1;
      while (cut > 1 && font.widthOfTextAtSize(rest.slice(0, cut), size) > width) cut -= 1;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    line = rest;
  }
  return [...lines, line];
}

/** Writes text and tables from top to bottom, on as many pages as they need. */
export class PageWriter {
  private page: PDFPage;
  private y = 0;

  constructor(
    private readonly document: PDFDocument,
    private readonly fonts: Fonts,
  ) {
    this.page = this.newPage();
  }

  newPage(): PDFPage {
    this.page = this.document.addPage([...PAPER]);
    this.y = PAPER[1] - MARGIN;
    return this.page;
  }

  text(text: string, { size = BODY, bold = false, indent = 0 }: Style = {}): void {
    const font = bold ? this.fonts.bold : this.fonts.plain;
    for (const line of wrap(text, font, size, PAPER[0] - 2 * MARGIN - indent)) {
      this.room(size * LEADING);
      this.y -= size * LEADING;
      this.page.drawText(line, { x: MARGIN + indent, y: this.y, size, font, color: INK });
    }
  }

  gap(points: number = BODY * 0.8): void {
    this.y -= points;
  }

  /** A row goes to the next page as a whole; the heading is said again there. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[], size = 8): void {
    const heading = columns.map((column) => column.heading);
    this.row(columns, heading, size, true);
    for (const row of rows) {
      if (this.row(columns, row, size, false)) continue;
      this.newPage();
      this.row(columns, heading, size, true);
      this.row(columns, row, size, false);
    }
    this.gap();
  }

  /** False where the page has no room for it. */
  private row(columns: readonly Column[], cells: readonly string[], size: number, bold: boolean): boolean {
    const font = bold ? this.fonts.bold : this.fonts.plain;
    const whole = PAPER[0] - 2 * MARGIN;
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (whole * share) / shares);
    const wrapped = cells.map((cell, index) => wrap(cell, font, size, (widths[index] as number) - 6));
    const height = Math.max(...wrapped.map((lines) => lines.length)) * size * LEADING + 3;
    if (this.y - height < MARGIN) {
      if (!bold) return false;
      this.newPage();
    }
    let x = MARGIN;
    for (const [index, lines] of wrapped.entries()) {
      const width = widths[index] as number;
      for (const [number, line] of lines.entries()) {
        const at = columns[index]?.right ? x + width - 6 - font.widthOfTextAtSize(line, size) : x;
        this.page.drawText(line, { x: at, y: this.y - (number + 1) * size * LEADING, size, font, color: INK });
      }
      x += width;
    }
    this.y -= height;
    const rule = { start: { x: MARGIN, y: this.y }, end: { x: PAPER[0] - MARGIN, y: this.y } };
    this.page.drawLine({ ...rule, thickness: bold ? 0.8 : 0.3, color: INK });
    return true;
  }

  private room(height: number): void {
    if (this.y - height < MARGIN) this.newPage();
  }
}
