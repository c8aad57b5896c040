import { awaitSchema } from '#libs/migrations/await-schema.js';
import { runApp } from '#libs/observability/run-app.js';
import { PayerSimulatorModule } from './payer-simulator.module.js';

await runApp(PayerSimulatorModule, { name: 'payer-simulator', before: awaitSchema, defaultPort: 3014 });
