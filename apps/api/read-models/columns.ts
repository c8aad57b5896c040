import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';

/* Shorthands for the columns of read models: snake_case in SQL, camelCase here. The tables are made by the migrations alone. */

const snake = (property: string | symbol) => String(property).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function column(type: ColumnOptions['type'], options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => Column({ type, name: snake(property), nullable: true, ...options })(target, property);
}

/** Part of the row's key; the practice comes first in each. */
export const Key = (type: 'text' | 'integer' = 'text'): PropertyDecorator => {
  return (target, property) => PrimaryColumn({ type, name: snake(property) })(target, property);
};
export const Text = () => column('text');
export const Whole = () => column('integer');
export const Flag = () => column('boolean');
export const Day = () => column('date');
export const Structure = () => column('jsonb');
/** An amount in cents: bigint in SQL, a safe integer here. */
export const Cents = () =>
  column('bigint', {
    transformer: { from: (value: unknown) => (value === null ? null : Number(value)), to: (value: unknown) => value },
  });
/** An instant, ISO 8601 in UTC. */
export const Instant = () => column('text');
/** A size in bytes, read like an amount: bigint in SQL, a safe integer here. */
export const Size = Cents;
/** A place in the store's order, read like an amount. */
export const Position = Cents;
