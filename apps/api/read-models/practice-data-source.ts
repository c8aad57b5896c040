import { DataSource, type QueryRunner, type ReplicationMode } from 'typeorm';
import type { Queryable } from '#libs/event-store/pool.js';
import { beginWithin, practiceInScope } from '#libs/event-store/practice-scope.js';

/** TypeORM's connection; what it asks for a request runs in a transaction that knows the request's practice, so a query that forgets to filter shows nothing of another. */
export class PracticeDataSource extends DataSource {
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const practice = practiceInScope();
    return practice === undefined ? runner : bound(runner, practice);
  }
}

function bound(runner: QueryRunner, practice: string): QueryRunner {
  const [connect, release] = [runner.connect.bind(runner), runner.release.bind(runner)];
  let begun: Promise<Queryable> | null = null;
  const begin = async () => {
    const client: Queryable = await connect();
    await beginWithin(client, practice);
    return client;
  };
  runner.connect = () => {
    begun ??= begin();
    return begun;
  };
  runner.release = async () => {
    // Nothing was written. A connection that broke is thrown away by the pool.
    await begun?.then((client) => client.query('commit')).catch(() => {});
    await release();
  };
  return runner;
}
