import type { Finding, Severity } from './finding.js';

interface Rule {
  readonly severity: Severity;
  /** What the rule says, for people; `docs/edits.md` is generated from it. */
  readonly means: string;
  readonly source: string;
}

const MANUAL = 'Medicare Claims Processing Manual ch. 5 §20.2';
const ASSISTANT = 'CMS, CO and CQ modifiers, rule of CY 2022';
const OWN = 'convention of this project';
const REMOTE_MONITORING = 'CMS CR 14250 and earlier fee schedules';
const NCCI = 'NCCI procedure-to-procedure edits, practitioner file';
const FEES = 'Medicare Physician Fee Schedule';
const CODE_SET = 'CPT and HCPCS code set by date of service';
const MODIFIERS = 'HCPCS modifiers, therapy';

/** What keeps a coded and scrubbed claim from going out at the close of day. */
export const RELEASE_RULES = {
  'claim.not-writable': {
    severity: 'error',
    means: 'The claim lacks, or has in a form that X12 cannot carry, what an 837P must have.',
    source: '005010X222A1',
  },
  'cob.unbalanced': {
    severity: 'error',
    means: 'What a payer before decided does not add up to the charge of the claim or of one of its lines.',
    source: '005010X222A1',
  },
  'cob.line-unknown': {
    severity: 'error',
    means: 'A payer before decided about a line that cannot be told to be one of the claim.',
    source: '005010X222A1',
  },
  'cob.line-undecided': {
    severity: 'error',
    means: 'A payer before decided about other lines of the claim, but not about this one.',
    source: '005010X222A1',
  },
  'cob.coverage-unknown': {
    severity: 'error',
    means: 'The coverage that is to be billed after the first is not among those of the claim.',
    source: OWN,
  },
  'cob.payer-unknown': {
    severity: 'error',
    means: 'The practice has no entry for a payer that comes before.',
    source: OWN,
  },
  'review.pre-bill': {
    severity: 'error',
    means: 'The clean claim is drawn for a look by a person, and waits for it.',
    source: OWN,
  },
} as const satisfies Record<string, Rule>;

/** What coding may say. Rule ids are part of the contract with other programs. */
export const CODING_RULES = {
  'code.unknown': { severity: 'error', means: 'The code is not in the catalogue.', source: CODE_SET },
  'code.ended': { severity: 'error', means: 'The code ended before the date of service.', source: CODE_SET },
  'code.not-yet-valid': { severity: 'error', means: 'The code starts after the date of service.', source: CODE_SET },
  'code.substituted': { severity: 'info', means: 'Medicare wants another code for the service.', source: FEES },
  'code.bundled': { severity: 'info', means: 'Medicare never pays the code separately: no line.', source: FEES },
  'code.add-on-alone': {
    severity: 'error',
    means: 'An add-on code without its base code.',
    source: 'NCCI add-on codes',
  },
  'code.description-missing': {
    severity: 'error',
    means: 'An unlisted code needs a description.',
    source: '005010X222A1, SV101-7',
  },
  'code.pointers-limited': {
    severity: 'warning',
    means: 'A merged line points to more than four diagnoses; the first four are kept.',
    source: '005010X222A1, SV107',
  },
  'units.explained': { severity: 'info', means: 'How timed minutes became units.', source: MANUAL },
  'units.tie': { severity: 'info', means: 'Codes tied for the last unit; the choice can be changed.', source: MANUAL },
  'units.no-unit': { severity: 'info', means: 'A code earned no unit; its minutes still count.', source: MANUAL },
  'units.own-clock': {
    severity: 'info',
    means: "How the minutes of a code outside the day's pool became units.",
    source: 'CPT midpoint rule; NGS: caregiver training services',
  },
  'units.none-earned': { severity: 'info', means: 'The session earns no line and gives no claim.', source: MANUAL },
  'units.one-per-day': { severity: 'warning', means: 'An untimed code is billed once a day.', source: MANUAL },
  'units.method-unknown': {
    severity: 'warning',
    means: "The payer's way to count units is unknown; the smaller total is used.",
    source: OWN,
  },
  'units.payer-unknown': {
    severity: 'error',
    means: "The first payer is not in the practice's list.",
    source: OWN,
  },
  'modifiers.conflict': {
    severity: 'error',
    means: 'Modifiers contradict each other or the record.',
    source: MODIFIERS,
  },
  'modifiers.too-many': {
    severity: 'error',
    means: 'A line needs more than four modifiers.',
    source: '005010X222A1, SV101-3 to SV101-6',
  },
  'day.merged': {
    severity: 'info',
    means: 'A procedure went into a line of another session of the day.',
    source: 'Medicare Claims Processing Manual ch. 5 §20.2: one line a code and day',
  },
  'day.split-input': {
    severity: 'error',
    means: 'The sessions of a day, or the revisions of a session, are not adjacent in the file.',
    source: OWN,
  },
  'day.duplicate': { severity: 'info', means: 'The same revision of a session again: nothing changes.', source: OWN },
  'day.held': { severity: 'error', means: 'Another session of the day is held.', source: OWN },
  'day.already-billed': { severity: 'error', means: "The day's claim has been sent.", source: OWN },
  'assistant.explained': {
    severity: 'info',
    means: "How the assistant's share decided which units carry CO or CQ.",
    source: ASSISTANT,
  },
  'assistant.review': {
    severity: 'warning',
    means: 'Two units were left with fewer than 23 minutes: check who furnished them.',
    source: ASSISTANT,
  },
  'evaluation.assistant': {
    severity: 'error',
    means: "An assistant's minutes on an evaluation.",
    source: 'Medicare Benefit Policy Manual ch. 15 §220',
  },
  'evaluation.level': {
    severity: 'warning',
    means: "The evaluation's level does not fit the number of performance deficits.",
    source: 'AOTA, evaluation codes of 2017',
  },
  'time.minutes-missing': { severity: 'error', means: 'A timed code without minutes.', source: MANUAL },
  'time.impossible': { severity: 'error', means: 'More minutes than a day has.', source: OWN },
  'time.block-invalid': { severity: 'error', means: 'A time block ends before it starts.', source: OWN },
  'time.blocks-disagree': {
    severity: 'warning',
    means: 'A procedure has more minutes than its time blocks.',
    source: MANUAL,
  },
  'time.overlap': {
    severity: 'error',
    means: 'Time blocks of two one-on-one services overlap.',
    source: MANUAL,
  },
  'group.size-missing': {
    severity: 'warning',
    means: 'Group therapy without the number of patients (an error in scrub and claim).',
    source: 'Medicare Claims Processing Manual ch. 5 §10',
  },
  'group.too-small': {
    severity: 'error',
    means: 'Group therapy with fewer than two patients.',
    source: 'Medicare Benefit Policy Manual ch. 15 §230',
  },
  'group.one-on-one': {
    severity: 'error',
    means: 'A one-on-one code with more than one patient.',
    source: 'Medicare Benefit Policy Manual ch. 15 §230',
  },
  'rtm.days': {
    severity: 'error',
    means: 'Days with data do not fit the remote-monitoring code.',
    source: REMOTE_MONITORING,
  },
  'rtm.system': {
    severity: 'warning',
    means: "The monitored body system that is stated is another code's.",
    source: REMOTE_MONITORING,
  },
  'rtm.period-missing': {
    severity: 'warning',
    means: 'A monitoring device without the first day of its 30; the date of service is taken.',
    source: REMOTE_MONITORING,
  },
  'rtm.period-billed': {
    severity: 'error',
    means: 'The 30 days of a monitored body system are billed in another session.',
    source: REMOTE_MONITORING,
  },
  'rtm.counted-in-period': {
    severity: 'info',
    means: "Another session reports the days with data and carries the device's line.",
    source: REMOTE_MONITORING,
  },
  'rtm.set-up-repeated': {
    severity: 'error',
    means: 'Remote monitoring is set up once an episode of care.',
    source: REMOTE_MONITORING,
  },
  'rtm.explained': {
    severity: 'info',
    means: "How the month's management minutes became units, in full steps without midpoints.",
    source: REMOTE_MONITORING,
  },
  'rtm.counted-in-month': {
    severity: 'info',
    means: 'The minutes count in the month, whose last session carries the lines.',
    source: REMOTE_MONITORING,
  },
  'rtm.interaction-missing': {
    severity: 'error',
    means: 'Remote-monitoring management without a live interaction in the calendar month.',
    source: REMOTE_MONITORING,
  },
  'rtm.month-open': {
    severity: 'error',
    means: "Management minutes are the calendar month's: their day waits for its end, and is coded then by itself.",
    source: REMOTE_MONITORING,
  },
  'rtm.month-already-billed': {
    severity: 'error',
    means: "Management minutes came or changed after the claim with the month's lines was sent.",
    source: OWN,
  },
  'telehealth.place-of-service': {
    severity: 'error',
    means: 'Telehealth and place of service contradict each other.',
    source: 'CMS place of service codes 02 and 10',
  },
  'telehealth.not-covered': {
    severity: 'error',
    means: "Medicare does not cover a therapist's telehealth on the date.",
    source: 'H.R. 7148 and earlier extensions',
  },
  'telehealth.hands-on': { severity: 'warning', means: 'A hands-on or group service by telehealth.', source: OWN },
  'ncci.never-together': { severity: 'error', means: 'Two codes are never paid together on a day.', source: NCCI },
  'ncci.evidence-missing': {
    severity: 'error',
    means: 'Two codes need modifier 59, and nothing shows distinct time.',
    source: NCCI,
  },
  'ncci.modifier-added': { severity: 'info', means: 'Distinct time is shown: modifier 59 was put.', source: NCCI },
} as const satisfies Readonly<Record<string, Rule>>;

/** What pricing may say beyond coding. */
export const PRICING_RULES = {
  'price.no-contract': {
    severity: 'warning',
    means: 'The payer has neither fees nor a percentage of Medicare: no expected payment.',
    source: OWN,
  },
  'price.carrier-priced': {
    severity: 'warning',
    means: 'Medicare publishes no value for the code: billed unpriced.',
    source: FEES,
  },
  'price.not-on-fee-schedule': {
    severity: 'info',
    means: 'The code is not on the therapy fee schedule: no expected payment.',
    source: FEES,
  },
  'price.not-covered': { severity: 'error', means: 'Medicare does not cover the code without GY.', source: FEES },
  'charge.missing': {
    severity: 'warning',
    means: 'The practice has no charge for the code (an error in scrub and claim).',
    source: OWN,
  },
  'charge.zero': { severity: 'error', means: 'The charge is 0.', source: '005010X222A1, SV102' },
  'threshold.attestation-missing': {
    severity: 'error',
    means: 'The line goes over the KX threshold, and nobody has attested that it is necessary.',
    source: 'Medicare Claims Processing Manual ch. 5 §10.3',
  },
  'threshold.kx-added': {
    severity: 'info',
    means: 'The line goes over the KX threshold: KX was put.',
    source: 'Medicare Claims Processing Manual ch. 5 §10.3',
  },
  'threshold.kx-not-needed': {
    severity: 'warning',
    means: 'KX was stated below the threshold and removed.',
    source: 'Medicare Claims Processing Manual ch. 5 §10.3',
  },
  'threshold.drift': {
    severity: 'warning',
    means:
      'The ledger moved after the line was coded; KX would be decided the other way now. The line is not decided again.',
    source: 'Medicare Claims Processing Manual ch. 5 §10.3',
  },
  'reference.missing': {
    severity: 'error',
    means: 'A rate or amount is not loaded for the date of service; an earlier one is never used.',
    source: OWN,
  },
  'reference.older-version': {
    severity: 'info',
    means: 'Catalogues younger than the date of service were used, for want of older ones.',
    source: OWN,
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** What `scrub`, `claim` and the server may say beyond the edits; a practice's own rules speak as `practice.{id}`. */
export const BILLING_RULES = {
  'practice.profile-invalid': {
    severity: 'error',
    means: "The practice's own rules, severities or payer modifiers cannot be read.",
    source: OWN,
  },
  'review.pre-bill-sample': {
    severity: 'info',
    means: 'The clean claim is drawn for a look by a person before it goes out.',
    source: OWN,
  },
} as const satisfies Readonly<Record<string, Rule>>;

const RULES = { ...CODING_RULES, ...PRICING_RULES, ...BILLING_RULES };
export type RuleId = keyof typeof RULES;

interface Details {
  readonly procedure?: number;
  readonly fix?: string;
}

/** A finding of a rule, with the rule's own severity and source. */
export function finding(rule: RuleId, message: string, details: Details = {}): Finding {
  const { severity, source } = RULES[rule];
  return {
    rule,
    severity,
    ...(details.procedure !== undefined && { procedure: details.procedure }),
    message,
    ...(details.fix !== undefined && { fix: details.fix }),
    source,
  };
}
