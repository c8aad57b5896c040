import type { Bench } from '../bench.js';
import { appendLines } from './append-lines.js';
import { makeBareTable } from './bare-table.js';
import { bulkLines } from './bulk-lines.js';
import { Emmett } from './emmett.js';
import { latencyLines } from './latency-lines.js';
import { readLines } from './read-lines.js';
import { rebuildLines } from './rebuild-lines.js';
import { relayLines } from './relay-lines.js';
import { Servers } from './servers.js';
import { CLAIMS, MANY_CLAIMS } from './sizes.js';
import { storeClaims } from './stored-claims.js';

/** From a session's arrival to its place in a view, each part beside the barest thing that does the same. */
export const bench: Bench = {
  title: 'backbone',
  async *lines(say) {
    const servers = await Servers.start(say);
    try {
      const [fresh, small, large, peers] = [
        await servers.database(),
        await servers.database(),
        await servers.database(),
        await servers.database(),
      ];
      const emmett = await Emmett.open(peers);
      await makeBareTable(fresh.pool);
      say(`storing ${CLAIMS.toLocaleString('en-US')} claims and ${MANY_CLAIMS.toLocaleString('en-US')}`);
      await storeClaims(small.pool, CLAIMS);
      await storeClaims(large.pool, MANY_CLAIMS);
      say('rebuilding the claim view');
      yield* rebuildLines({ small: small.pool, large: large.pool, emmett }, say);
      say('reading in position order');
      yield* readLines(small.pool);
      say('relaying to Kafka');
      yield* relayLines(small, servers.brokers);
      say('appending');
      yield* appendLines({ fresh: fresh.pool, small: small.pool, large: large.pool, emmett });
      say('appending by the five hundred');
      yield* bulkLines(fresh.pool);
      await emmett?.close();
      say('starting a house');
      yield* latencyLines(say);
    } finally {
      await servers.stop();
    }
  },
};
