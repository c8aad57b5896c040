import { awaitSchema } from '#libs/migrations/await-schema.js';
import { runApp } from '#libs/observability/run-app.js';
import { WorkerModule } from './worker.module.js';

await runApp(WorkerModule, { name: 'worker', before: awaitSchema, defaultPort: 3013 });
