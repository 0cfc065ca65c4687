import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { hearUpdates } from '#client/live/own-updates.ts'

function both() {
  const [ydoc, other] = [new Y.Doc(), new Y.Doc()]
  const heard = vi.fn<(update: Uint8Array, origin: unknown) => void>()
  const updates = hearUpdates(ydoc, heard)
  const theirs = (word: string) => {
    other.getArray('words').push([word])
    return Y.encodeStateAsUpdate(other)
  }
  const takes = (update: Uint8Array) => updates.takeFrom('server', () => Y.applyUpdate(ydoc, update, 'server'))
  const words = () => ydoc.getArray('words').toArray()
  return { ydoc, heard, updates, theirs, takes, words, write: (word: string) => ydoc.getArray('words').push([word]) }
}

it('what is written here is heard, what comes from the server is not even written down', () => {
  const { ydoc, heard, theirs, takes, words, write } = both()
  const writtenDown: unknown[] = []
  ydoc.on('afterTransactionCleanup', ({ origin, changed }: Y.Transaction) => {
    if (changed.size > 0 && ydoc._observers.has('update')) writtenDown.push(origin)
  })
  takes(theirs('theirs'))
  expect([words(), heard.mock.calls.length, writtenDown]).toEqual([['theirs'], 0, []])
  write('mine')
  expect([heard.mock.calls.length, writtenDown]).toEqual([1, [null]])
})

it('what is written in answer to what comes is heard, once and whole', () => {
  const { ydoc, heard, theirs, takes, write } = both()
  ydoc.getArray('words').observe(({ transaction }) => void (transaction.local || write('an answer')))
  takes(theirs('theirs'))
  const own = heard.mock.calls.filter(([, origin]) => origin !== 'server')
  expect(own).toHaveLength(1)
  const third = new Y.Doc()
  Y.applyUpdate(third, theirs('more'))
  for (const [update] of own) Y.applyUpdate(third, update)
  expect(third.getArray('words').toArray()).toContain('an answer')
})

it('what comes in the middle of a change of one’s own takes nothing of it away', () => {
  const { ydoc, heard, theirs, takes, write } = both()
  ydoc.transact(() => {
    write('before')
    takes(theirs('theirs'))
    write('after')
  })
  expect(heard).toHaveBeenCalledOnce()
})

it('what cannot be read leaves the ears open, and the end closes them', () => {
  const { heard, updates, takes, write } = both()
  expect(() => takes(new Uint8Array([1, 1, 1, 99]))).toThrow()
  write('mine')
  expect(heard).toHaveBeenCalledOnce()
  updates.stop()
  write('later')
  expect(heard).toHaveBeenCalledOnce()
})
