import { Inject, Injectable } from '@nestjs/common';
import { denialStream } from '#libs/contracts/streams.js';
import { type DecideAppeal, decideAppeal } from '#libs/domain/denial-case/decide-appeal.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { type AppealedTogether, type FileAppeal, fileAppeal } from '#libs/domain/denial-case/file-appeal.js';
import type { DenialState } from '#libs/domain/denial-case/state.js';
import { type AppealSurroundings, decisionFacts, filingFacts } from '#libs/domain/policies/appeal-facts.js';
import { appealsTogether } from '#libs/domain/policies/appeals-together.js';
import { accept, refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import type { Decision } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { type LoadedStream, StreamRepository } from '../stream-repository.js';
import { appendTo, share } from './append-to.js';
import { DenialReference } from './denial-reference.js';

/** What a person asks of an appeal: the tables, the clock and the other cases are looked up here. */
export type AppealWork = FileAppealWork | Omit<DecideAppeal, 'facts'>;

/** `togetherWith`: cases of the practice whose amounts in controversy are added up; the appeal is filed for all of them or for none. */
export type FileAppealWork = Omit<FileAppeal, 'facts'> & { readonly togetherWith?: readonly string[] };

export const isAppealWork = (work: { readonly type: string }): work is AppealWork =>
  work.type === 'FileAppeal' || work.type === 'DecideAppeal';

/** Files appeals and records what was decided about them. */
@Injectable()
export class AppealDesk {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(DenialReference) private readonly reference: DenialReference,
  ) {}

  async decide(context: CommandContext, denialId: string, work: AppealWork): Promise<Decision> {
    const denial = await this.load(context, denialId);
    if (!denial.state.opened) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
    const surroundings = await this.surroundings(context);
    if (work.type === 'FileAppeal') return this.file(context, denial, work, surroundings);
    const facts = decisionFacts(work, denial.state, surroundings);
    return appendTo(denial, decideAppeal({ ...work, facts }, denial.state));
  }

  private async file(
    context: CommandContext,
    denial: LoadedStream<DenialState>,
    { togetherWith = [], ...work }: FileAppealWork,
    surroundings: AppealSurroundings,
  ): Promise<Decision> {
    const others = await Promise.all(togetherWith.map((denialId) => this.load(context, denialId)));
    const together = appealsTogether(
      work.level,
      denial.state,
      others.map(({ state }) => state),
    );
    if (!together.ok) return together;
    const appends = [];
    for (const [index, each] of [denial, ...others].entries()) {
      const rest: readonly AppealedTogether[] = together.value.toSpliced(index, 1);
      const facts = filingFacts(work, each.state, rest, surroundings);
      const filed = fileAppeal({ ...work, facts }, each.state);
      if (!filed.ok) return filed;
      appends.push(share(each, filed.value));
    }
    return accept({ appends });
  }

  private load({ practiceId }: CommandContext, denialId: string): Promise<LoadedStream<DenialState>> {
    return this.streams.load(denialStream(practiceId, denialId), denialDecider);
  }

  private async surroundings({ practiceId, occurredAt, actor }: CommandContext): Promise<AppealSurroundings> {
    const practice = await this.practices.profile(practiceId);
    return { practice, data: this.reference.deadlines, now: occurredAt, by: actor };
  }
}
