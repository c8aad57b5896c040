import type { z } from 'zod';
import type { Result } from '#libs/kernel/result.js';

/** A field that is missing or wrong. The message says what it should be and never repeats a value that could identify a patient. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

function fieldName(path: readonly PropertyKey[]): string {
  let name = '';
  for (const part of path) name += typeof part === 'number' ? `[${part}]` : name ? `.${String(part)}` : String(part);
  return name || '(the whole value)';
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message)) return 'is missing';
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, '');
}

/** Checks a value against a schema; the refusal lists every field at fault. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, readonly FieldError[]> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    refusal: parsed.error.issues.map((issue) => ({ field: fieldName(issue.path), message: messageOf(issue) })),
  };
}
