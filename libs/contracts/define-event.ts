import { z } from 'zod';
import type { DomainEvent } from '#libs/kernel/decider.js';

/**
 * The schema of one event type. Top-level fields under `clear` stand in clear in the store, on Kafka and in views; every other field,
 * known or unknown, is encrypted. Type, version and field names are storage format: never renamed, only added to or upcast.
 */
export interface EventDefinition<Type extends string = string, Clear = object, Sealed = object> {
  readonly type: Type;
  readonly schemaVersion: number;
  readonly clear: z.ZodType<Clear>;
  readonly sealed: z.ZodType<Sealed>;
  readonly clearFields: ReadonlySet<string>;
}

/** What a shape's values look like; zod's own type for no fields at all forbids every field, also those of the other part. */
type FieldsOf<Shape extends z.ZodRawShape> = keyof Shape extends never ? object : z.infer<z.ZodObject<Shape>>;

export function defineEvent<
  const Type extends string,
  Clear extends z.ZodRawShape,
  Sealed extends z.ZodRawShape = Record<never, never>,
>(
  type: Type,
  schemaVersion: number,
  shape: { clear: Clear; sealed?: Sealed },
): EventDefinition<Type, FieldsOf<Clear>, FieldsOf<Sealed>> {
  return {
    type,
    schemaVersion,
    clear: z.object(shape.clear) as unknown as z.ZodType<FieldsOf<Clear>>,
    sealed: z.object(shape.sealed ?? {}) as unknown as z.ZodType<FieldsOf<Sealed>>,
    clearFields: new Set(Object.keys(shape.clear)),
  };
}

/** The domain event that a definition describes: both parts joined. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Clear, infer Sealed> ? DomainEvent<Type, Clear & Sealed> : never;

/** What a view sees of an event: the fields in clear alone. */
export type ClearPartOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Clear, infer _Sealed> ? DomainEvent<Type, Clear> : never;
