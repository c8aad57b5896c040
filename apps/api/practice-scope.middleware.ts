import { withinPractice } from '#libs/event-store/practice-scope.js';
import { type PracticeRequest, practiceOf } from './practice-id.js';

/** Every statement of a request runs in the name of the practice that it names. A handler refuses a request that names none. */
export function practiceScope(request: PracticeRequest, _response: unknown, next: () => void): void {
  withinPractice(practiceOf(request), next);
}
