import { awaitSchema } from '#libs/migrations/await-schema.js';
import { runApp } from '#libs/observability/run-app.js';
import { takeLargeBodies } from './body-limit.js';
import { IntakeModule } from './intake.module.js';

await runApp(IntakeModule, { name: 'intake', before: awaitSchema, defaultPort: 3010, configure: takeLargeBodies });
