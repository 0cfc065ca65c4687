import { parentPort } from 'node:worker_threads'
import { shown } from './shown.ts'
import { foldHere, type FoldingAnswer, type FoldingJob, hashHere, unpack } from './folding.ts'

function answerTo(job: FoldingJob): FoldingAnswer {
  const { id, task, keeps } = job
  try {
    const updates = unpack(job)
    const [update, previous = null] = updates
    if (task === 'show' && update !== undefined) return { id, shown: shown(update, previous) }
    return task === 'hash' ? { id, hash: hashHere(updates, keeps) } : { id, folded: foldHere(updates, keeps) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (job: FoldingJob) => parentPort?.postMessage(answerTo(job)))
