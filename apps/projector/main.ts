import { awaitSchema } from '#libs/migrations/await-schema.js';
import { runApp } from '#libs/observability/run-app.js';
import { ProjectorModule } from './projector.module.js';

await runApp(ProjectorModule, { name: 'projector', before: awaitSchema, defaultPort: 3012 });
