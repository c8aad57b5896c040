import { claimFactsView } from './claim-facts/claim-facts.js';
import { claimView } from './claim-view/claim-view.js';
import { deadlineView } from './deadline-view/deadline-view.js';
import { denialView } from './denial-view/denial-view.js';
import { dueWorkProjection } from './due-work/due-work-projection.js';
import { interchangeView } from './interchange-view/interchange-view.js';
import { providerLedgerView } from './provider-ledger-view/provider-ledger-view.js';
import { remittanceView } from './remittance-view/remittance-view.js';
import { anyView, type ViewProjection } from './runner/view-projection.js';
import { sessionView } from './session-view/session-view.js';
import { thresholdView } from './threshold-view/threshold-view.js';
import { timelineView } from './timeline/timeline-view.js';

/** Every view of the house. */
export const views: readonly ViewProjection[] = [
  anyView(claimView),
  anyView(denialView),
  anyView(thresholdView),
  anyView(sessionView),
  anyView(remittanceView),
  anyView(providerLedgerView),
  anyView(interchangeView),
  anyView(claimFactsView),
  anyView(timelineView),
  anyView(deadlineView),
  anyView(dueWorkProjection),
];
