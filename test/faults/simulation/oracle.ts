import * as Y from 'yjs'
import { contentOf, isDeleted, type Range, textsOf, tokenPattern, wordsOf } from './reading.ts'
import type { World } from './world.ts'

/** What must hold of a document when everything is quiet (reliability.md I1, I3, I4, I5), read from the log alone. */
export function checkDocument(world: World, room: string): void {
  const { rows, contributors, ydoc, beside } = world.database.get(room)
  const fold = new Y.Doc({ gc: false, guid: '' })
  for (const row of rows) Y.applyUpdate(fold, row.bytes)
  if (fold.store.pendingStructs !== null || fold.store.pendingDs !== null)
    world.violate('I4', 'the log does not stand alone')
  if (contentOf(fold) !== contentOf(ydoc)) world.violate('I2', 'the log read again is another document')
  const counts = countTokens(world, fold)
  for (const [token, known] of world.tokens) {
    if (known.room !== room) continue
    const isInPage = isInLog(fold, known.range)
    if (known.isAcked && !isInPage) {
      checkWaiting(world, room, token)
      continue
    }
    const count = counts.get(token) ?? 0
    if (count > 1 && !world.isTorn) world.violate('I3', `${token} is there ${count} times`)
    if (known.isAcked) checkAcked(world, fold, { token, count, ...known })
    const isOwn = contributors.get(known.range.client) === world.ownerOf(known.range.client)
    // After a crash, words nobody called stored may be brought by somebody who saw them, and become theirs (SPEC 20).
    if (known.isAcked && !isOwn && !world.hasLost)
      world.violate('I5', `${token} belongs to ${contributors.get(known.range.client)}`)
    // Letters that are left of several torn tokens can read like one that is gone.
    const isGone = world.isTorn ? isDeleted(fold, known.range) : count === 0
    if (!isGone && [...known.deletedBy].some((user) => !beside.keepsDelete(user, known.range)))
      world.violate('I1', `${token} is back though its delete was stored`)
    if (isInPage && world.hasRules && beside.placesOf(world.ownerOf(known.range.client) ?? '', known.range) > 0)
      world.violate('I3', `${token} is in the page, and beside it or given back`)
  }
  for (const token of counts.keys())
    if (!world.tokens.has(token) && !world.isTorn) world.violate('I3', `nobody wrote ${token}`)
}

const isInLog = ({ store }: Y.Doc, { client, clock, length }: Range) => Y.getState(store, client) >= clock + length

/** What was called stored and is not in the log waits beside it, and its author sees it; or it was given back. Once. */
function checkWaiting(world: World, room: string, token: string): void {
  const { beside } = world.database.get(room)
  const known = world.tokens.get(token)
  if (known === undefined) return
  const { range, isDeleteTried } = known
  const user = world.ownerOf(range.client) ?? ''
  const places = beside.placesOf(user, range)
  if (places === 0) return world.violate('I1', `${token} was called stored and is nowhere`)
  if (places > 1) world.violate('I3', `${token} waits, and was given back`)
  const seen = beside.seenBy(user)
  if (seen === null || isDeleteTried || !isInLog(seen, range) || world.isTorn) return
  const count = textsOf(seen).reduce((sum, text) => sum + wordsOf(text).split(token).length - 1, 0)
  if (count !== 1) world.violate('I3', `${token} waits ${count} times`)
}

/** Visible tokens of honest people and of the server, checking each author's order in each text. */
function countTokens(world: World, fold: Y.Doc): Map<string, number> {
  const counts = new Map<string, number>()
  // By who really wrote it: words that a crash took may have come back in another's name (SPEC 20).
  const isHonest = (client: number) => world.ownerOf(client) !== undefined
  for (const text of textsOf(fold)) {
    const highest = new Map<string, number>()
    for (const [token, author = '', number] of wordsOf(text, isHonest).matchAll(tokenPattern)) {
      counts.set(token, (counts.get(token) ?? 0) + 1)
      const before = highest.get(author) ?? -1
      const isMixed = Number(number) < before && author.startsWith('c') && !world.isTorn
      if (isMixed) world.violate('I3', `${token} comes after ${before}`)
      highest.set(author, Math.max(before, Number(number)))
    }
  }
  return counts
}

function checkAcked(
  world: World,
  fold: Y.Doc,
  { token, range, count, isDeleteTried }: { token: string; range: Range; count: number; isDeleteTried: boolean },
): void {
  if (count > 0 || isDeleteTried) return
  // Who may write may delete, and write in between, a hostile hand too.
  if (world.isTorn && (world.hasLost || isTouched(fold, range))) return
  world.violate('I1', `${token} was called stored and cannot be seen`)
}

/** Some of it is deleted, or it is in pieces. */
const isTouched = (ydoc: Y.Doc, { client, clock, length }: Range): boolean => {
  const inPieces = (ydoc.store.clients.get(client) ?? []).some(
    ({ id }) => id.clock > clock && id.clock < clock + length,
  )
  return inPieces || isDeleted(ydoc, { client, clock, length })
}
