import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from '#apps/api/api.module.js';
import { ConsoleModule } from '#apps/console/console.module.js';
import { IntakeModule } from '#apps/intake/intake.module.js';
import { PayerSimulatorModule } from '#apps/payer-simulator/payer-simulator.module.js';
import { ProjectorModule } from '#apps/projector/projector.module.js';
import { RelayModule } from '#apps/relay/relay.module.js';
import { WorkerModule } from '#apps/worker/worker.module.js';
import type { Configuration } from '#libs/configuration/environment.js';

@Module({})
class AllModule {}

/** Every server app in one process; the payer simulator on a demo store alone. */
export function allModule({ mode }: Pick<Configuration, 'mode'>): DynamicModule {
  const servers = [IntakeModule, RelayModule, ProjectorModule, WorkerModule, ApiModule, ConsoleModule];
  return { module: AllModule, imports: mode === 'demo' ? [...servers, PayerSimulatorModule] : servers };
}
