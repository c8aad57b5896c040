import { Module } from '@nestjs/common';
import { CommandsModule } from '#libs/commands/commands.module.js';
import { StoreModule } from '#libs/commands/store.module.js';
import { IntakeController } from './intake.controller.js';
import { IntakeService } from './intake.service.js';
import { KafkaIntake } from './kafka-intake.js';

/** EHR messages in, by Kafka and by HTTP. */
@Module({
  imports: [StoreModule, CommandsModule],
  controllers: [IntakeController],
  providers: [IntakeService, KafkaIntake],
})
export class IntakeModule {}
