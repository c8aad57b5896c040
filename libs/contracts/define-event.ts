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

export function defineEvent<
  const Type extends string,
  Clear extends z.ZodRawShape,
  Sealed extends z.ZodRawShape = Record<never, never>,
>(
  type: Type,
  schemaVersion: number,
  shape: { clear: Clear; sealed?: Sealed },
): EventDefinition<Type, z.infer<z.ZodObject<Clear>>, z.infer<z.ZodObject<Sealed>>> {
  return {
    type,
    schemaVersion,
    clear: z.object(shape.clear) as unknown as z.ZodType<z.infer<z.ZodObject<Clear>>>,
    sealed: z.object(shape.sealed ?? {}) as unknown as z.ZodType<z.infer<z.ZodObject<Sealed>>>,
    clearFields: new Set(Object.keys(shape.clear)),
  };
}

/** The domain event that a definition describes: both parts joined. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Clear, infer Sealed> ? DomainEvent<Type, Clear & Sealed> : never;

/** What a view sees of an event: the fields in clear alone. */
export type ClearPartOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Clear, infer _Sealed> ? DomainEvent<Type, Clear> : never;
