/** What a letter that is no Latin letter with a mark on it becomes; marks are taken off by decomposition. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'TH',
  þ: 'th',
  Ł: 'L',
  ł: 'l',
  ı: 'i',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '…': '...',
};

/** The X12 basic and extended sets without the separators `* : ^ ~` and without the control characters. */
const ALLOWED = /[^A-Za-z0-9 !"&'()+,\-./;?=%@[\]_{}\\|<>#$]/g;

/**
 * Text as X12 can carry it: accents taken off (`Muñoz` becomes `Munoz`), letters of other Latin alphabets spelled out, separators and
 * everything outside the X12 sets dropped, blanks collapsed, cut to `longest` characters.
 */
export function cleanText(text: string, longest = 80): string {
  return (/^[\x20-\x7e]*$/.test(text) ? text : latin(text))
    .replace(ALLOWED, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, longest)
    .trimEnd();
}

function latin(text: string): string {
  const spelled = Array.from(text, (character) => REPLACEMENTS[character] ?? character).join('');
  return spelled.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s/g, ' ');
}

/** True where an identifier can be written as it stands: nothing of it would be dropped or changed. */
export function isCleanIdentifier(text: string, longest: number): boolean {
  return text !== '' && text.length <= longest && cleanText(text, longest) === text;
}
