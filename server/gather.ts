/**
 * Asks for many in one query: what is asked while one is under way goes into the next, so that a class at the door costs a
 * few round trips. A query begins after the question was put, so it sees all that was committed before.
 * `find` answers in the order of its keys.
 */
export function gather<K, V>(find: (keys: K[]) => Promise<V[]>): (key: K) => Promise<V> {
  type Question = { key: K; answer: (value: V) => void; fail: (error: unknown) => void }
  let waiting: Question[] = []
  let isAsking = false

  async function ask(): Promise<void> {
    while (waiting.length > 0) {
      const questions = waiting
      waiting = []
      await answer(questions)
    }
    isAsking = false
  }

  async function answer(questions: Question[]): Promise<void> {
    try {
      const values = await find(questions.map(({ key }) => key))
      for (const [at, value] of values.entries()) questions[at]?.answer(value)
    } catch (error) {
      for (const { fail } of questions) fail(error)
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, answer: resolve, fail: reject })
      if (isAsking) return
      isAsking = true
      // After this turn of the loop: who arrives together is asked about together.
      setImmediate(() => void ask())
    })
}
