import { runApp } from '#libs/observability/run-app.js';
import { WorkerModule } from './worker.module.js';

await runApp(WorkerModule, { name: 'worker', defaultPort: 3013 });
