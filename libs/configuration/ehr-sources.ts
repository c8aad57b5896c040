const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Which practices each EHR source may record for: `main=practice-a,practice-b;other=practice-c`. Null where the text is not of that form. */
export function parseEhrSources(text: string): ReadonlyMap<string, readonly string[]> | null {
  const sources = new Map<string, readonly string[]>();
  for (const binding of text.split(';').filter((part) => part.trim() !== '')) {
    const [source, list, ...rest] = binding.split('=').map((part) => part.trim());
    const practices = (list ?? '').split(',').map((practice) => practice.trim());
    const valid = rest.length === 0 && NAME.test(source ?? '') && practices.every((practice) => NAME.test(practice));
    if (!valid || sources.has(source as string)) return null;
    sources.set(source as string, practices);
  }
  return sources;
}
