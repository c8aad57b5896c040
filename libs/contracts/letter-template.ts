/** What a template of an appeal's letter may ask for, as `{{name}}`. There are no others; `domain/appeal-packet` says what each stands for. */
export const LETTER_PLACEHOLDERS = [
  'letterDate',
  'practiceName',
  'practiceAddress',
  'practiceNpi',
  'practiceTaxId',
  'contactName',
  'contactPhone',
  'payerName',
  'levelName',
  'reviewBody',
  'patientName',
  'patientBirthDate',
  'memberId',
  'patientControlNumber',
  'payerControlNumber',
  'datesOfService',
  'noticeDate',
  'deadline',
  'chargedAmount',
  'paidAmount',
  'requestedAmount',
  'denialReasons',
  'linesAtIssue',
  'diagnoses',
  'renderingProvider',
  'authorizationNumber',
  'planOfCare',
  'earlierDecisions',
  'ruleName',
  'rule',
  'statement',
  'enclosures',
] as const;
export type LetterPlaceholder = (typeof LETTER_PLACEHOLDERS)[number];

/** `{{name}}`, or braces that do not close or open one. */
export const PLACEHOLDER = /\{\{([^{}]*)\}\}|\{\{|\}\}/g;

export function isLetterPlaceholder(name: string): name is LetterPlaceholder {
  return (LETTER_PLACEHOLDERS as readonly string[]).includes(name);
}

/** What is wrong with a template, each fault with its place: placeholders that there are none of, and braces without their pair. */
export function letterFaults(template: string): readonly string[] {
  return template.split('\n').flatMap((line, index) =>
    [...line.matchAll(PLACEHOLDER)].flatMap(({ 0: found, 1: name, index: column }) => {
      const place = `line ${index + 1}, column ${column + 1}`;
      if (name === undefined) return [`${place}: ${found} has no pair`];
      return isLetterPlaceholder(name.trim()) ? [] : [`${place}: {{${name.trim()}}} is no placeholder`];
    }),
  );
}
