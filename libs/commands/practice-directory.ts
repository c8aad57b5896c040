import { Inject, Injectable } from '@nestjs/common';
import { practiceStream } from '#libs/contracts/streams.js';
import { practiceDecider } from '#libs/domain/practice/decider.js';
import type { PracticeState } from '#libs/domain/practice/state.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { StreamRepository } from './stream-repository.js';

/** How long a profile that was read may be used; a change of a practice's profile is seen by every process after at most this. */
const FRESH_FOR_MS = 1_000;

/** The practices as their newest events have them. */
@Injectable()
export class PracticeDirectory {
  private readonly cache = new Map<string, { readAt: number; state: Promise<PracticeState> }>();

  constructor(@Inject(StreamRepository) private readonly streams: StreamRepository) {}

  /** The profile, or null where no such practice was ever configured. */
  async find(practiceId: string): Promise<PracticeProfile | null> {
    return (await this.state(practiceId)).profile;
  }

  /** All that the practice's own stream tells. */
  state(practiceId: string): Promise<PracticeState> {
    const cached = this.cache.get(practiceId);
    if (cached && performance.now() - cached.readAt < FRESH_FOR_MS) return cached.state;
    return this.newest(practiceId);
  }

  /** The same, read now: for what must not miss a change that was just made. */
  newest(practiceId: string): Promise<PracticeState> {
    const state = this.read(practiceId);
    this.cache.set(practiceId, { readAt: performance.now(), state });
    state.catch(() => this.cache.delete(practiceId));
    return state;
  }

  /** The profile of a practice that must exist. */
  async profile(practiceId: string): Promise<PracticeProfile> {
    const profile = await this.find(practiceId);
    if (!profile) throw new Error(`practice ${practiceId} is not configured`);
    return profile;
  }

  private async read(practiceId: string): Promise<PracticeState> {
    const { state } = await this.streams.load(practiceStream(practiceId), practiceDecider);
    return state;
  }
}
