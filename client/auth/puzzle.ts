import type { Puzzle } from '#server/kit/errors.ts'

/** What a worker is asked. */
export interface Try {
  sum: string
  number: number
  cost: number
  blockSize: number
}

/** The first four bytes of a try. */
type Trier = (asked: Try) => Promise<number>

interface Helper {
  ask: Trier
  end: () => void
}

/** More gain little where there are more: half of them are the other half's second threads, or small. */
const mostHelpers = 4
const helpersHere = () => Math.max(1, Math.min(mostHelpers, navigator.hardwareConcurrency || 1))

/** Beside the screen, so that it stays quick and can be left. */
function workerHelper(): Helper {
  const worker = new Worker(new URL('./puzzle-worker.ts', import.meta.url), { type: 'module' })
  return {
    ask: (asked) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data)
        worker.onerror = () => reject(new Error('the worker of the puzzle fell'))
        worker.postMessage(asked)
      }),
    end: () => worker.terminate(),
  }
}

interface Solving {
  signal: AbortSignal
  onFound: (count: number) => void
  helpers?: readonly Helper[]
}

/** Finds a number for each sum, one sum after the other and all helpers at the same. Throws where it is given up. */
export async function solve(puzzle: Puzzle, { signal, onFound, helpers }: Solving) {
  const working = helpers ?? Array.from({ length: helpersHere() }, workerHelper)
  const givenUp = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('given up')), { once: true }),
  )
  try {
    const numbers: number[] = []
    while (numbers.length < puzzle.sums) {
      numbers.push(await Promise.race([givenUp, findNumber(puzzle, numbers.length, working)]))
      onFound(numbers.length)
    }
    return { challenge: puzzle.challenge, numbers }
  } finally {
    for (const helper of working) helper.end()
  }
}

async function findNumber(puzzle: Puzzle, at: number, helpers: readonly Helper[]): Promise<number> {
  const { challenge, cost, blockSize, odds } = puzzle
  let next = 0
  let found: number | null = null
  const look = async ({ ask }: Helper) => {
    while (found === null) {
      const number = next++
      const head = await ask({ sum: `${challenge} ${at}`, number, cost, blockSize })
      if (head < 2 ** 32 / odds) found ??= number
    }
    return found
  }
  // Of all: none may still be at this sum when the next one begins.
  const [number] = await Promise.all(helpers.map(look))
  if (number === undefined) throw new Error('nobody to do the sum')
  return number
}
