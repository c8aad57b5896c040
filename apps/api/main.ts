import { awaitSchema } from '#libs/migrations/await-schema.js';
import { runApp } from '#libs/observability/run-app.js';
import { ApiModule } from './api.module.js';

await runApp(ApiModule, { name: 'api', before: awaitSchema, defaultPort: 3000 });
