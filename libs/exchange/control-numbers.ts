import type { Queryable } from '#libs/event-store/pool.js';

/** Hands out interchange control numbers (ISA13), one after the other for each practice and receiver, never one twice. */
export class ControlNumbers {
  constructor(private readonly db: Queryable) {}

  /** The next number, 1 to 999,999,999. One that is not used leaves a gap, which is allowed. */
  async next(practiceId: string, receiverId: string): Promise<number> {
    const { rows } = await this.db.query<{ last_number: number }>({
      name: 'exchange-next-control-number',
      text: `insert into work.control_numbers as c (practice, receiver_id, last_number) values ($1, $2, 1)
        on conflict (practice, receiver_id) do update set last_number = c.last_number + 1 returning last_number`,
      values: [practiceId, receiverId],
    });
    return rows[0]?.last_number as number;
  }
}
