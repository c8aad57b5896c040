import { Body, HttpStatus, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { check } from '#libs/contracts/field-error.js';
import { refusal } from './refusal.js';

/**
 * The body as its schema reads it. Schemas are strict objects: a field that is not known is refused, not dropped. The answer to a wrong body
 * names the first field at fault and lists all.
 */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const found = check(schema, body ?? {});
  if (found.ok) return found.value;
  const [first = { field: '(the whole value)', message: 'is not as it must be' }] = found.refusal;
  const errors = found.refusal;
  throw refusal({ code: 'body.invalid', ...first, ...{ errors } }, HttpStatus.UNPROCESSABLE_ENTITY);
}

/** The body of a command that needs to be told nothing more than its route says. */
export const nothing = z.strictObject({});

class SchemaPipe implements PipeTransform<unknown, unknown> {
  constructor(private readonly schema: z.ZodType) {}

  transform(body: unknown): unknown {
    return checked(this.schema, body);
  }
}

/** Parameter of a handler: the {@link checked} body. */
export const CheckedBody = (schema: z.ZodType): ParameterDecorator => Body(new SchemaPipe(schema));
