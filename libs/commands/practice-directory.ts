import { Inject, Injectable } from '@nestjs/common';
import { practiceStream } from '#libs/contracts/streams.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { StreamRepository } from './stream-repository.js';

/** How long a profile that was read may be used; a change of a practice's profile is seen by every process after at most this. */
const FRESH_FOR_MS = 1_000;

/** The practices' profiles as their newest events have them. */
@Injectable()
export class PracticeDirectory {
  private readonly cache = new Map<string, { readAt: number; profile: Promise<PracticeProfile | null> }>();

  constructor(@Inject(StreamRepository) private readonly streams: StreamRepository) {}

  /** The profile, or null where no such practice was ever configured. */
  find(practiceId: string): Promise<PracticeProfile | null> {
    const cached = this.cache.get(practiceId);
    if (cached && performance.now() - cached.readAt < FRESH_FOR_MS) return cached.profile;
    const profile = this.read(practiceId);
    this.cache.set(practiceId, { readAt: performance.now(), profile });
    profile.catch(() => this.cache.delete(practiceId));
    return profile;
  }

  /** The profile of a practice that must exist. */
  async profile(practiceId: string): Promise<PracticeProfile> {
    const profile = await this.find(practiceId);
    if (!profile) throw new Error(`practice ${practiceId} is not configured`);
    return profile;
  }

  private async read(practiceId: string): Promise<PracticeProfile | null> {
    const events = await this.streams.events(practiceStream(practiceId));
    const configured = events.findLast((event) => event.type === 'PracticeConfigured');
    return (configured?.data.profile as PracticeProfile | undefined) ?? null;
  }
}
