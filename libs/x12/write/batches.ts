/** The most claims that the guide asks for in one transaction (005010X222A1, ST). */
export const MOST_CLAIMS = 5_000;

/** Items in their order, at most so many together, without holding them: each batch has to be read to its end before the next one. */
export function* inBatches<Item>(items: Iterable<Item>, most: number): Generator<Iterable<Item>> {
  const iterator = items[Symbol.iterator]();
  let next = iterator.next();
  function* batch(): Generator<Item> {
    for (let taken = 0; taken < most && !next.done; taken += 1) {
      yield next.value;
      next = iterator.next();
    }
  }
  while (!next.done) yield batch();
}
