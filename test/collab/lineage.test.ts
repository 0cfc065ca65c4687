import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentHash } from '#collab/relay/content-hash.ts'
import { Content } from '#collab/relay/content.ts'
import { openDocument } from '#collab/relay/update.ts'

/** So many that work which grows with their square would not end while the test is waited for. */
const many = 6_000

/** Two ids of one person that hang on each other letter by letter, and many others that hang on the last of them. */
function tangled(): Y.Doc {
  const ydoc = new Y.Doc({ gc: false })
  const text = ydoc.getText('t')
  for (let letter = 0; letter < 2 * many; letter++) {
    ydoc.clientID = 1_000_000 + (letter % 2)
    text.insert(letter, 'x')
  }
  for (let client = 1; client <= many; client++) {
    ydoc.clientID = client
    text.insert(2 * many, 'y')
  }
  text.delete(0, 10)
  return ydoc
}

test('however many ids somebody hangs on each other, the page is opened as fast as its length asks (SPEC 72)', () => {
  const ydoc = tangled()
  const content = new Content({ snapshot: Y.encodeStateAsUpdate(ydoc), updates: [], contributors: new Map() }, () =>
    Promise.reject(new Error('no fold')),
  )
  const answer = content.answer(Y.encodeStateVector(new Y.Doc()))
  expect(contentHash(openDocument(answer))).toBe(contentHash(ydoc))
})
