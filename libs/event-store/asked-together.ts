import DataLoader from 'dataloader';

/**
 * Makes one question of those that are asked in the same turn of the event loop: a statement costs both sides about as much for one row as for twenty.
 * `ask` gives an answer for each question, in their order, or the error that one of them
 * is told; where it throws, all are.
 */
export function askedTogether<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly (Answer | Error)[]>,
): (question: Question) => Promise<Answer> {
  const loader = new DataLoader<Question, Answer>(ask, { cache: false, batchScheduleFn: setImmediate });
  return (question) => loader.load(question);
}

/** The same for every object on which something is asked: a pool, a connection. */
export function askedTogetherOn<On extends object, Question, Answer>(
  ask: (on: On, questions: readonly Question[]) => Promise<readonly (Answer | Error)[]>,
): (on: On, question: Question) => Promise<Answer> {
  const asking = new WeakMap<On, (question: Question) => Promise<Answer>>();
  return (on, question) => {
    const known = asking.get(on) ?? askedTogether<Question, Answer>((questions) => ask(on, questions));
    asking.set(on, known);
    return known(question);
  };
}
