import { CorrectionFactsReader } from '#libs/commands/denial-path/correction-facts.js';
import { DenialReference } from '#libs/commands/denial-path/denial-reference.js';
import { PracticeCases } from '#libs/commands/denial-path/practice-cases.js';
import { CorrectionPreview } from '#libs/commands/denial-path/preview-correction.js';
import { WhatIf } from '#libs/commands/denial-path/what-if.js';
import { serverReference } from '#libs/commands/reference-folder.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { openCommands } from './open-commands.js';
import type { OpenStore } from './with-store.js';

/** What a correction would do, and what other rows of classification would change: neither changes anything. */
export interface Previews {
  readonly correction: CorrectionPreview;
  readonly whatIf: WhatIf;
  /** The business clock. */
  readonly now: Date;
}

/** Puts the questions about denials together without an app around them. Throws where the master key is not the store's. */
export async function openPreviews(opened: OpenStore, configuration: Configuration): Promise<Previews> {
  const { clock, streams, practices } = await openCommands(opened, configuration);
  const reference = serverReference(configuration.referenceFolder);
  const denials = new DenialReference(reference, practices);
  return {
    correction: new CorrectionPreview(new CorrectionFactsReader(streams, practices, reference, denials)),
    whatIf: new WhatIf(denials, practices, new PracticeCases(opened.store, streams, practices)),
    now: await clock.current(),
  };
}
