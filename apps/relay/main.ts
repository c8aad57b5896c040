import { awaitSchema } from '#libs/migrations/await-schema.js';
import { runApp } from '#libs/observability/run-app.js';
import { RelayModule } from './relay.module.js';

await runApp(RelayModule, { name: 'relay', before: awaitSchema, defaultPort: 3011 });
