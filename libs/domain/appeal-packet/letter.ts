import { type LetterPlaceholder, letterFaults, PLACEHOLDER } from '#libs/contracts/letter-template.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { LetterLine } from './facts.js';

/** What stands for each placeholder; a list is printed an item a line where its placeholder stands alone. Absent or empty: not on file. */
export type LetterValues = Readonly<Partial<Record<LetterPlaceholder, string | readonly string[]>>>;

const STYLES: Readonly<Record<string, LetterLine['style']>> = { '# ': 'heading', '- ': 'item' };
const ALONE = /^\{\{([^{}]*)\}\}$/;

const styleOf = (line: string) => STYLES[line.slice(0, 2)] ?? 'text';

/** The texts that stand for a placeholder; none where nothing is on file. */
function textsOf(values: LetterValues, name: string): readonly string[] {
  const value = values[name.trim() as LetterPlaceholder] ?? [];
  const texts = typeof value === 'string' ? value.split('\n') : value;
  return texts.filter((text) => text.trim() !== '');
}

function writeLine(line: string, values: LetterValues): Result<readonly LetterLine[]> {
  const style = styleOf(line);
  const text = (style === 'text' ? line : line.slice(2)).trim();
  const alone = ALONE.exec(text)?.[1];
  if (alone !== undefined) return accept(textsOf(values, alone).map((one) => ({ style, text: one })));
  const missing = [...text.matchAll(PLACEHOLDER)].find(([, name = '']) => textsOf(values, name).length === 0);
  if (missing) {
    const name = (missing[1] ?? '').trim();
    return refuse('letter.fact-missing', `The letter asks for {{${name}}}, which is not on file.`, name);
  }
  const written = text.replace(PLACEHOLDER, (_, name: string) => textsOf(values, name).join(', '));
  return accept([{ style, text: written }]);
}

/** A line that only a placeholder without a value would have filled leaves no second blank line behind. */
function withoutDoubleBlanks(lines: readonly LetterLine[]): readonly LetterLine[] {
  return lines.filter(({ text }, index) => text !== '' || (index > 0 && lines[index - 1]?.text !== ''));
}

/**
 * Fills a template. A line is a line of the letter; `# ` begins a heading, `- ` an item. A placeholder that stands alone in its line is left out where
 * there is no value for it; inside a sentence it refuses the letter, so that none goes out with a hole.
 */
export function writeLetter(template: string, values: LetterValues): Result<readonly LetterLine[]> {
  const [fault] = letterFaults(template);
  if (fault !== undefined) return refuse('letter.template', fault, 'template');
  const lines: LetterLine[] = [];
  for (const line of template.trim().split('\n')) {
    const written = writeLine(line, values);
    if (!written.ok) return written;
    lines.push(...written.value);
  }
  return accept(withoutDoubleBlanks(lines));
}
