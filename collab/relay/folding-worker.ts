import { parentPort } from 'node:worker_threads'
import { makeVisible } from './make-visible.ts'
import { freshDeletes, showHere } from './shown.ts'
import { foldHere, type FoldingAnswer, type FoldingJob, hashHere, unpack } from './folding.ts'
import { emptyUpdate } from './update.ts'

function answerTo(job: FoldingJob): FoldingAnswer {
  const { id, task, keeps } = job
  try {
    const updates = unpack(job)
    const [update = emptyUpdate, previous = null] = updates
    if (task === 'show') return { id, shown: showHere(update, previous) }
    if (task === 'visible') return { id, visible: makeVisible(updates) }
    if (task === 'deletes') return { id, deletes: freshDeletes(update, updates.slice(1)) }
    return task === 'hash' ? { id, hash: hashHere(updates, keeps) } : { id, folded: foldHere(updates, keeps) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

/** Bytes that have a buffer to themselves go over as they are: a copy on the way would be twenty megabytes more. */
function buffersOf(answer: FoldingAnswer): ArrayBuffer[] {
  const bytes = 'folded' in answer ? answer.folded.bytes : 'shown' in answer ? answer.shown.bytes : null
  if (!(bytes?.buffer instanceof ArrayBuffer) || bytes.length !== bytes.buffer.byteLength) return []
  return [bytes.buffer]
}

parentPort?.on('message', (job: FoldingJob) => {
  const answer = answerTo(job)
  parentPort?.postMessage(answer, buffersOf(answer))
})
