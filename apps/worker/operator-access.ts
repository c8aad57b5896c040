import { createHash, timingSafeEqual } from 'node:crypto';
import type { Configuration } from '#libs/configuration/environment.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Whether a request may see the operators' pages: everybody on a demo store, which listens on the loopback alone; on a production store who shows the operator's token, as
 * `Authorization: Bearer …` or, for a browser, as the password of Basic authentication. Without a token there are no such pages.
 */
export function mayOperate(
  { mode, operatorToken }: Pick<Configuration, 'mode' | 'operatorToken'>,
  authorization: string | undefined,
): boolean {
  if (mode === 'demo') return true;
  if (operatorToken === null || authorization === undefined) return false;
  return timingSafeEqual(digest(shownToken(authorization)), digest(operatorToken));
}

function shownToken(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ', 2);
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}
