/** How much is measured. `BENCH_SHARE=0.02` tries every line with a fiftieth of it: the lines are checked all the same, their figures say nothing. */
const share = Number(process.env.BENCH_SHARE || 1);

/** At least one of a kind, rounded to whole tens where there are that many. */
const scaled = (count: number) => Math.max(10, Math.round((count * share) / 10) * 10);

export const ROUNDS = 3;
/** Appends in a round, each a commit. */
export const APPENDS = scaled(4_000);
export const IN_FLIGHT = 16;
/** Calls of a round, and sessions of a call, of the bulk intake. */
export const BULK_CALLS = scaled(20);
export const SESSIONS_A_CALL = 500;
/** Claims of the small store and of the one ten times as large; each has ten events. */
export const CLAIMS = scaled(10_000);
export const MANY_CLAIMS = CLAIMS * 10;
/** Claims that emmett rebuilds. */
export const PEER_CLAIMS = scaled(1_000);
export const RELAYED_EVENTS = scaled(50_000);
export const SESSIONS_A_SECOND = 200;
export const OPEN_LOOP_SECONDS = Math.max(3, Math.round(60 * share));
