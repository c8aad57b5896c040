import { parseSession } from '#libs/contracts/session-schema.js';
import type { Session } from '#libs/rules/session.js';
import { fieldFaults, InputError } from './input-error.js';
import { nameOf, parseJson, readLines } from './read-lines.js';

/** The sessions of a file, one value a line; one without any is refused, since somebody has named the wrong file. `practiceId` fills in where a session names no practice. */
export async function* readSessions(file: string, practiceId?: string): AsyncGenerator<Session> {
  let any = false;
  for await (const { line, text } of readLines(file)) {
    const session = parseSession(parseJson(text, file, line), practiceId);
    if (!session.ok) throw fieldFaults(nameOf(file), line, session.refusal);
    any = true;
    yield session.value;
  }
  if (!any) throw new InputError(`${nameOf(file)}: holds no session`);
}
