import { runApp } from '#libs/observability/run-app.js';
import { RelayModule } from './relay.module.js';

await runApp(RelayModule, { name: 'relay', defaultPort: 3011 });
