function withoutDot(diagnosis: string): string {
  return diagnosis.replace('.', '');
}

/** The distinct diagnoses of several records, in order of first appearance; with or without the dot is the same one. */
export function uniteDiagnoses(lists: readonly (readonly string[])[]): string[] {
  const byCode = new Map<string, string>();
  for (const diagnosis of lists.flat())
    if (!byCode.has(withoutDot(diagnosis))) byCode.set(withoutDot(diagnosis), diagnosis);
  return [...byCode.values()];
}

/** 1-based pointers into one list of diagnoses, as pointers into another; what is not there is left out. */
export function renumberPointers(
  pointers: readonly number[],
  from: readonly string[],
  to: readonly string[],
): number[] {
  const places = new Map(to.map((diagnosis, index) => [withoutDot(diagnosis), index + 1]));
  return [...new Set(pointers.flatMap((pointer) => places.get(withoutDot(from[pointer - 1] ?? '')) ?? []))];
}
