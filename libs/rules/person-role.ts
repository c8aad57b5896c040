/** What a person may decide at a practice, from the least to the most. */
export const PERSON_ROLES = ['biller', 'lead', 'manager'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

export function isPersonRole(text: string): text is PersonRole {
  return (PERSON_ROLES as readonly string[]).includes(text);
}
