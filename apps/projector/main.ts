import { runApp } from '#libs/observability/run-app.js';
import { ProjectorModule } from './projector.module.js';

await runApp(ProjectorModule, { name: 'projector', defaultPort: 3012 });
