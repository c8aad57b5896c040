import { runApp } from '#libs/observability/run-app.js';
import { PayerSimulatorModule } from './payer-simulator.module.js';

await runApp(PayerSimulatorModule, { name: 'payer-simulator', defaultPort: 3014 });
