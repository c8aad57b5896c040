import { parseSession } from '#libs/contracts/session-schema.js';
import type { Session } from '#libs/rules/session.js';
import { say } from '../output/print.js';
import { fieldFaults } from './input-error.js';
import { nameOf, parseJson, readLines } from './read-lines.js';

/**
 * The sessions of a file, one value a line. `practiceId` fills in where a session names no practice. A file without any is a day without
 * work, or the wrong file: it is told and refuses nothing.
 */
export async function* readSessions(file: string, practiceId?: string): AsyncGenerator<Session> {
  let any = false;
  for await (const { line, text } of readLines(file)) {
    const session = parseSession(parseJson(text, file, line), practiceId);
    if (!session.ok) throw fieldFaults(nameOf(file), line, session.refusal);
    any = true;
    yield session.value;
  }
  if (!any) say(`${nameOf(file)}: holds no session`);
}
