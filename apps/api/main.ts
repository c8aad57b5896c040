import { runApp } from '#libs/observability/run-app.js';
import { ApiModule } from './api.module.js';

await runApp(ApiModule, { name: 'api', defaultPort: 3000 });
