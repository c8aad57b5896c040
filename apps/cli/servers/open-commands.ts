import { randomUUID } from 'node:crypto';
import { ConfigurePractice, ConfigurePracticeHandler } from '#libs/commands/claim-path/configure-practice.js';
import { ReviewClaim, type ReviewClaimData, ReviewClaimHandler } from '#libs/commands/claim-path/review-claim.js';
import {
  type OpeningBalanceData,
  SetOpeningBalance,
  SetOpeningBalanceHandler,
} from '#libs/commands/claim-path/set-opening-balance.js';
import type { CommandContext } from '#libs/commands/command-context.js';
import { CommandExecutor, type CommandOutcome } from '#libs/commands/command-executor.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { serverReference } from '#libs/commands/reference-folder.js';
import { Sealing } from '#libs/commands/sealing.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { type Configuration, requireMasterKey } from '#libs/configuration/environment.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { Vault } from '#libs/vault/vault.js';
import type { OpenStore } from './with-store.js';

/** The few commands that people give at the terminal. */
export interface Commands {
  readonly clock: BusinessClock;
  readonly streams: StreamRepository;
  readonly practices: PracticeDirectory;
  configurePractice(profile: PracticeProfile): Promise<CommandOutcome>;
  reviewClaim(practiceId: string, data: ReviewClaimData): Promise<CommandOutcome>;
  setOpeningBalance(practiceId: string, data: OpeningBalanceData): Promise<CommandOutcome>;
}

/** Puts the command side together without an app around it. Throws where the master key is not the store's. */
export async function openCommands({ pool, store }: OpenStore, configuration: Configuration): Promise<Commands> {
  const vault = new Vault(pool, requireMasterKey(configuration).toString('base64'));
  await vault.checkMasterKey();
  const clock = new BusinessClock(pool);
  const sealing = new Sealing(vault);
  const streams = new StreamRepository(store, sealing);
  const executor = new CommandExecutor(store, sealing);
  const configure = new ConfigurePracticeHandler(streams, executor);
  const review = new ReviewClaimHandler(streams, executor);
  const practices = new PracticeDirectory(streams);
  return {
    clock,
    streams,
    practices,
    async configurePractice(profile) {
      // Going back to an earlier profile is a command of its own. The practice itself knows when nothing changes.
      return configure.execute(new ConfigurePractice(await asOperator(profile.practiceId, clock), { profile }));
    },
    async reviewClaim(practiceId, data) {
      return review.execute(new ReviewClaim(await asOperator(practiceId, clock), data));
    },
    async setOpeningBalance(practiceId, data) {
      const reference = serverReference(configuration.referenceFolder);
      const opening = new SetOpeningBalanceHandler(streams, executor, practices, vault, reference);
      return opening.execute(new SetOpeningBalance(await asOperator(practiceId, clock), data));
    },
  };
}

/** Every command that is typed is a new one. */
async function asOperator(practiceId: string, clock: BusinessClock): Promise<CommandContext> {
  const commandId = randomUUID();
  return {
    ...{ practiceId, commandId, correlationId: commandId, causationId: null },
    actor: 'operator:command-line',
    occurredAt: await clock.current(),
  };
}
