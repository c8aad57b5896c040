import DataLoader from 'dataloader';

/**
 * Makes one question of those that are asked in the same turn of the event loop: a statement costs both sides about as much for one row as for twenty.
 * `ask` gives an answer for each question, in their order; where it throws, all who asked are told.
 */
export function askedTogether<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const loader = new DataLoader<Question, Answer>(ask, { cache: false, batchScheduleFn: setImmediate });
  return (question) => loader.load(question);
}

/** The same for every object on which something is asked: a pool, a connection. */
export function askedTogetherOn<On extends object, Question, Answer>(
  ask: (on: On, questions: readonly Question[]) => Promise<readonly Answer[]>,
): (on: On, question: Question) => Promise<Answer> {
  const asking = new WeakMap<On, (question: Question) => Promise<Answer>>();
  return (on, question) => {
    const known = asking.get(on) ?? askedTogether<Question, Answer>((questions) => ask(on, questions));
    asking.set(on, known);
    return known(question);
  };
}
