import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as Y from 'yjs'
import { hasWholeTraces, readSequential } from '#test/faults/traces.ts'
import { scratch } from './processes.ts'

/** A document with a history, as one update: what it holds, and the file the load reads it from. */
export interface Content {
  bytes: Uint8Array
  file: string
}

/** One person's long post with all its corrections, where the whole traces are; else the beginning of another, many times. */
const trace = hasWholeTraces ? readSequential('seph-blog1') : readSequential('json-crdt-blog-post', true)

export const contentNote = hasWholeTraces
  ? 'the page is the whole trace seph-blog1'
  : 'the page is many copies of the beginning of a trace, which has fewer corrections than a whole one: TRACES_DIR names whole ones'

/**
 * A page of about this size, written by people: each paragraph is what one person really typed and deleted, under an id
 * of its own. The letters that were deleted are gone from it, so that everybody serves the same bytes.
 */
export function longPage(size: number): Content {
  const ydoc = new Y.Doc()
  let bytes = new Uint8Array()
  let perTransaction = 1
  while (bytes.length < size) {
    // Not more than is wanted: a part of the trace at the end.
    const part = trace.txns.slice(0, Math.max(500, Math.ceil((size - bytes.length) / perTransaction)))
    const before = bytes.length
    write(ydoc, part)
    bytes = new Uint8Array(Y.encodeStateAsUpdate(ydoc))
    perTransaction = (bytes.length - before) / part.length
  }
  const file = join(scratch, `page-${size}.update`)
  writeFileSync(file, bytes)
  return { bytes, file }
}

function write(ydoc: Y.Doc, txns: typeof trace.txns): void {
  ydoc.clientID = 1 + Math.floor(Math.random() * 0xfffffffe)
  const text = new Y.XmlText(trace.startContent)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  ydoc.getXmlFragment('content').push([paragraph])
  ydoc.transact(() => {
    for (const { patches } of txns)
      for (const [position, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(position, deleted)
        if (inserted !== '') text.insert(position, inserted)
      }
  })
}
