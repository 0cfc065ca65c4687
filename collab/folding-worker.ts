import { parentPort } from 'node:worker_threads'
import { letOutOfPage } from './documents/page-let-out.ts'
import { makeVisible } from './relay/make-visible.ts'
import { compareHere } from './relay/shown.ts'
import { foldHere, type FoldingAnswer, type FoldingJob, hashHere, unpack } from './relay/folding.ts'
import { movedIn } from './relay/provenance.ts'
import { figuresOf } from './relay/figures.ts'
import { emptyUpdate } from './relay/update.ts'

function answerTo(job: FoldingJob): FoldingAnswer {
  const { id, task, keeps } = job
  try {
    const updates = unpack(job)
    const [update = emptyUpdate, previous = null, ...between] = updates
    if (task === 'compare') return { id, compared: compareHere(update, previous, between) }
    if (task === 'visible') return { id, visible: makeVisible(updates) }
    if (task === 'letOut') return { id, letOut: letOutOfPage(updates.slice(0, job.parts), updates.slice(job.parts)) }
    if (task === 'moved') return { id, moved: movedIn(updates.slice(1, job.parts), updates.slice(job.parts), update) }
    if (task === 'figures') return { id, figures: figuresOf(updates.slice(1), update) }
    return task === 'hash' ? { id, hash: hashHere(updates, keeps) } : { id, folded: foldHere(updates, keeps) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

const bytesIn = (answer: FoldingAnswer): (Uint8Array | null)[] => {
  if ('folded' in answer) return [answer.folded.bytes]
  if ('letOut' in answer) return [answer.letOut.update, answer.letOut.previous]
  return 'compared' in answer ? [answer.compared.update, answer.compared.previous] : []
}

/** Bytes in a buffer of their own, or in the one that came, go over as they are: a copy on the way would be twenty megabytes more. */
function buffersOf(answer: FoldingAnswer, { bytes: given }: FoldingJob): ArrayBuffer[] {
  const buffers = bytesIn(answer).flatMap((bytes) => {
    const buffer = bytes?.buffer
    const isOurs = buffer === given.buffer || bytes?.length === buffer?.byteLength
    return buffer instanceof ArrayBuffer && isOurs ? [buffer] : []
  })
  return [...new Set(buffers)]
}

parentPort?.on('message', (job: FoldingJob) => {
  const answer = answerTo(job)
  parentPort?.postMessage(answer, buffersOf(answer, job))
})
