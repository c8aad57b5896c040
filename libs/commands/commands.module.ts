import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { claimPathHandlers } from './claim-path/handlers.js';
import { CommandExecutor } from './command-executor.js';
import { AppealPackets } from './denial-path/appeal-packets.js';
import { CandidateFinder } from './denial-path/candidate-finder.js';
import { denialPathHandlers } from './denial-path/handlers.js';
import { CorrectionPreview } from './denial-path/preview-correction.js';
import { WhatIf } from './denial-path/what-if.js';
import { PracticeDirectory } from './practice-directory.js';
import { Sealing } from './sealing.js';
import { StreamRepository } from './stream-repository.js';

const shell = [Sealing, StreamRepository, CommandExecutor, PracticeDirectory];

/**
 * The command side: deciders behind Nest's command bus. Needs `EventStore`, `Vault` and `BusinessClock` from a global module; apps that send
 * commands import it.
 */
@Module({
  imports: [CqrsModule],
  providers: [...shell, ...claimPathHandlers, ...denialPathHandlers],
  exports: [...shell, CqrsModule, AppealPackets, CandidateFinder, CorrectionPreview, WhatIf],
})
export class CommandsModule {}
