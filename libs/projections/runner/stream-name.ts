/** The practice of a stream: all before the first `/`. */
export const practiceOf = (stream: string) => stream.slice(0, stream.indexOf('/'));

/** Kinds whose own name has a hyphen. */
const HYPHENATED = ['provider-ledger'];

/** The kind of a stream: `demo/claim-4K` → `claim`. */
export function categoryOf(stream: string): string {
  const name = stream.slice(stream.indexOf('/') + 1);
  return HYPHENATED.find((kind) => name.startsWith(`${kind}-`)) ?? name.slice(0, name.indexOf('-'));
}
