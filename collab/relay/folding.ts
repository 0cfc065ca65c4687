import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import * as Y from 'yjs'
import { contentHash } from './content-hash.ts'
import { deletesOf } from './deletes.ts'
import { type MadeVisible, makeVisible } from './make-visible.ts'
import { type Figures, figuresOf } from './figures.ts'
import type { FindLetOut, LetOut } from './let-out.ts'
import { movedIn } from './provenance.ts'
import type { Block } from './preflight.ts'
import { compareHere, type Compared } from './shown.ts'
import { fold, openDocument, walked, withoutDeleted } from './update.ts'

/** One update made of many, and what a walk of it finds except its deletes. */
export interface Folded {
  bytes: Uint8Array
  blocks: Block[]
}

/**
 * What a fold keeps of what was deleted: all of it, the places alone (SPEC 75), or as little as Yjs can do with: of
 * blocks and objects that are gone not even what lay in them.
 */
export type Keeps = 'everything' | 'present' | 'least'

/** What updates hold, taken together. Null where something in them needs what is not there. */
export type Hash = string | null

/** Many updates in one message: a view of a shared buffer would bring all of that buffer along. */
interface Packed {
  bytes: Uint8Array<ArrayBuffer>
  lengths: number[]
}

export interface FoldingJob extends Packed {
  id: number
  task: 'fold' | 'hash' | 'compare' | 'visible' | 'letOut' | 'moved' | 'figures'
  keeps: Keeps
  /** So many of the updates are the document; the rest comes after, or waits beside it. */
  parts: number
}

export type FoldingAnswer = { id: number } & (
  | { folded: Folded }
  | { hash: Hash }
  | { compared: Compared }
  | { visible: MadeVisible }
  | { letOut: LetOut }
  | { moved: Uint8Array }
  | { figures: Figures[] }
  | { error: string }
)

/** Less than this is folded where it is: some three milliseconds, and a thread need not be started for it. */
export const foldHereBytes = 128 * 1024
const longestJobMs = 60_000
const packedAtOnce = 2_000

export function foldHere(updates: readonly Uint8Array[], keeps: Keeps = 'everything'): Folded {
  const { bytes, walk } = walked(fold(updates.map(walked)))
  if (keeps === 'everything') return { bytes, blocks: walk.blocks }
  const left = keeps === 'least' ? collected(bytes) : withoutDeleted(bytes, deletesOf(walk.deletes))
  return { bytes: left, blocks: walked(left).walk.blocks }
}

function collected(update: Uint8Array): Uint8Array {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, update)
  const bytes = Y.encodeStateAsUpdate(ydoc)
  ydoc.destroy()
  return bytes
}

export function hashHere(updates: readonly Uint8Array[], keeps: Keeps = 'everything'): Hash {
  const ydoc = openDocument([...updates])
  try {
    const isWhole = ydoc.store.pendingStructs === null && ydoc.store.pendingDs === null
    return isWhole ? contentHash(ydoc, { isWithDeleted: keeps === 'everything' }) : null
  } finally {
    ydoc.destroy()
  }
}

const sizeOf = (updates: readonly Uint8Array[]) => updates.reduce((sum, update) => sum + update.length, 0)

/** In portions, so that tens of thousands of rows hold up nobody. */
async function pack(updates: readonly Uint8Array[]): Promise<Packed> {
  const bytes = new Uint8Array(sizeOf(updates))
  let at = 0
  let portion = 0
  for (const update of updates) {
    bytes.set(update, at)
    at += update.length
    if (++portion % packedAtOnce === 0) await setImmediate()
  }
  return { bytes, lengths: updates.map((update) => update.length) }
}

export function unpack({ bytes, lengths }: Packed): Uint8Array[] {
  let at = 0
  return lengths.map((length) => bytes.subarray(at, (at += length)))
}

/** Bundled, the worker lies beside the main file under its built name. */
function workerFile(): string {
  const built = join(import.meta.dirname, 'folding-worker.js')
  return existsSync(built) ? built : join(import.meta.dirname, '../folding-worker.mjs')
}

interface Waiting {
  done: (answer: FoldingAnswer) => void
  fail: (error: Error) => void
  timer: NodeJS.Timeout
}

/**
 * Folds and hashes away from the event loop: one thread for the whole process, started when the first large document
 * asks. Where it dies or does not answer, its jobs fail and the next job starts another.
 */
export class Folding {
  readonly #waiting = new Map<number, Waiting>()
  readonly #longestJobMs: number
  #worker: Worker | null = null
  #lastId = 0
  #isClosed = false

  constructor(longestMs = longestJobMs) {
    this.#longestJobMs = longestMs
  }

  async fold(updates: readonly Uint8Array[], keeps: Keeps = 'everything'): Promise<Folded> {
    if (sizeOf(updates) < foldHereBytes) return foldHere(updates, keeps)
    const answer = await this.#ask('fold', updates, { keeps })
    if ('folded' in answer) return answer.folded
    throw new Error('the folding thread gave another answer')
  }

  async hash(updates: readonly Uint8Array[], keeps: Keeps = 'everything'): Promise<Hash> {
    if (sizeOf(updates) < foldHereBytes) return hashHere(updates, keeps)
    const answer = await this.#ask('hash', updates, { keeps })
    if ('hash' in answer) return answer.hash
    throw new Error('the folding thread gave another answer')
  }

  /**
   * A whole state without what was deleted in it, but for what an earlier one still had; that one without what was deleted
   * by then; and what each of the updates between the two deletes first. In one job: each state is large, and goes over once.
   */
  async compare(update: Uint8Array, previous: Uint8Array | null, between: readonly Uint8Array[]): Promise<Compared> {
    const all = previous === null ? [update] : [update, previous, ...between]
    if (sizeOf(all) < foldHereBytes) return compareHere(update, previous, between)
    const answer = await this.#ask('compare', all)
    if ('compared' in answer) return answer.compared
    throw new Error('the folding thread gave another answer')
  }

  /** What updates that make up a document show. */
  async visible(updates: readonly Uint8Array[]): Promise<MadeVisible> {
    if (sizeOf(updates) < foldHereBytes) return makeVisible(updates)
    const answer = await this.#ask('visible', updates)
    if ('visible' in answer) return answer.visible
    throw new Error('the folding thread gave another answer')
  }

  /** What becomes of a document where what waits beside it is let out; `here` does the same. */
  async letOut(before: readonly Uint8Array[], waiting: readonly Uint8Array[], here: FindLetOut): Promise<LetOut> {
    const all = [...before, ...waiting]
    if (sizeOf(all) < foldHereBytes) return here(before, waiting)
    const answer = await this.#ask('letOut', all, { parts: before.length })
    if ('letOut' in answer) return answer.letOut
    throw new Error('the folding thread gave another answer')
  }

  /**
   * Under which ids the letters of a document were first typed, once these rows were written on `base`; `known` is what was
   * found before (`MovedLetters`).
   */
  async moved(base: readonly Uint8Array[], rows: readonly Uint8Array[], known: Uint8Array): Promise<Uint8Array> {
    const all = [known, ...base, ...rows]
    if (sizeOf(all) < foldHereBytes) return movedIn(base, rows, known)
    const answer = await this.#ask('moved', all, { parts: 1 + base.length })
    if ('moved' in answer) return answer.moved
    throw new Error('the folding thread gave another answer')
  }

  /** What each row of a document, from the first on, brought and took; `moved` is of all of them. */
  async figures(rows: readonly Uint8Array[], moved: Uint8Array): Promise<Figures[]> {
    const all = [moved, ...rows]
    if (sizeOf(all) < foldHereBytes) return figuresOf(rows, moved)
    const answer = await this.#ask('figures', all)
    if ('figures' in answer) return answer.figures
    throw new Error('the folding thread gave another answer')
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#isClosed = true
    this.#fail(new Error('folding is closed'))
    await worker?.terminate()
  }

  async #ask(
    task: FoldingJob['task'],
    updates: readonly Uint8Array[],
    { keeps = 'everything', parts = 0 }: Partial<Pick<FoldingJob, 'keeps' | 'parts'>> = {},
  ): Promise<FoldingAnswer> {
    const job: FoldingJob = { id: ++this.#lastId, task, keeps, parts, ...(await pack(updates)) }
    const { id } = job
    if (this.#isClosed) throw new Error('folding is closed')
    const worker = (this.#worker ??= this.#start())
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#fail(new Error(`the folding thread did not ${task} ${job.bytes.length} bytes in time`))
        void worker.terminate()
      }, this.#longestJobMs)
      timer.unref()
      this.#waiting.set(id, { done: resolve, fail: reject, timer })
      worker.ref()
      worker.postMessage(job, [job.bytes.buffer])
    })
  }

  #start(): Worker {
    // A loader of the parent (tsx, vitest) has no business in the worker.
    const worker = new Worker(workerFile(), { execArgv: [] })
    worker.on('message', (answer: FoldingAnswer) => this.#settle(answer))
    const died = (error: Error) => {
      if (this.#worker === worker) this.#fail(error)
    }
    worker.on('error', died)
    worker.on('exit', (code) => died(new Error(`the folding thread ended by itself (code ${code})`)))
    return worker
  }

  #settle(answer: FoldingAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (waiting === undefined) return
    this.#waiting.delete(answer.id)
    clearTimeout(waiting.timer)
    // Idle, it keeps no process alive.
    if (this.#waiting.size === 0) this.#worker?.unref()
    if ('error' in answer) waiting.fail(new Error(answer.error))
    else waiting.done(answer)
  }

  #fail(error: Error): void {
    this.#worker = null
    for (const { fail, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      fail(error)
    }
    this.#waiting.clear()
  }
}
