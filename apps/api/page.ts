import { BadRequestException } from '@nestjs/common';

const MOST_ROWS = 500;

/** How many rows a list gives: `limit`, 1 to 500, 100 where absent. */
export function pageSize(limit: string | undefined): number {
  const size = Number(limit ?? 100);
  if (Number.isInteger(size) && size >= 1 && size <= MOST_ROWS) return size;
  throw new BadRequestException(`limit must be a whole number from 1 to ${MOST_ROWS}`);
}

/** Query values that narrow a list, without those that were not given. */
export function given<Filter extends Record<string, unknown>>(filter: Filter): Partial<Filter> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Partial<Filter>;
}
