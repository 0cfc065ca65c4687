import * as Y from 'yjs'

/** Letters by client and clock: Yjs counts one for each UTF-16 unit. */
type Letters = Map<number, Map<number, string>>

/** What these updates inserted, less what they deleted again and what the server has up to `stored`. */
function lettersOf(updates: Uint8Array[], stored: ReadonlyMap<number, number>): Letters {
  const letters: Letters = new Map()
  const decoded = updates.map((update) => Y.decodeUpdate(update))
  for (const struct of decoded.flatMap(({ structs }) => structs)) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
    const { client, clock } = struct.id
    const own = letters.get(client) ?? new Map<number, string>()
    letters.set(client, own)
    const from = Math.max(0, (stored.get(client) ?? 0) - clock)
    for (let at = from; at < struct.length; at += 1) own.set(clock + at, struct.content.str.charAt(at))
  }
  const deleted = decoded.flatMap(({ ds }) =>
    [...ds.clients].flatMap(([client, ranges]) => ranges.map((range) => ({ client, ...range }))),
  )
  for (const { client, clock, len } of deleted)
    for (let at = clock; at < clock + len; at += 1) letters.get(client)?.delete(at)
  return letters
}

/** Lines of words: what stands apart in one line is kept apart by a space. */
function createLines() {
  const lines: string[] = []
  let block: unknown = null
  let isApart = false
  return {
    text: () => lines.map((line) => line.trim()).join('\n'),
    /** Something that is not of these words stands here. */
    skip: () => (isApart = true),
    add(letter: string, within: unknown) {
      const last = lines.length - 1
      const line = lines[last]
      if (line === undefined || block !== within) lines.push(letter)
      else lines[last] = isApart ? `${line.trimEnd()} ${letter.trimStart()}` : line + letter
      block = within
      isApart = false
    },
  }
}

type Lines = ReturnType<typeof createLines>

/** Takes the letters that are on the screen, in the order in which they stand there. */
function takeInOrder(type: { readonly _start: Y.Item | null }, letters: Letters, into: Lines) {
  const block = type instanceof Y.XmlText ? type.parent : type
  for (let item = type._start; item !== null; item = item.right) {
    const { content, id } = item
    if (content instanceof Y.ContentType) takeInOrder(content.type, letters, into)
    const text = content instanceof Y.ContentString ? content.str : ''
    if (text === '' && item.countable && !item.deleted) into.skip()
    for (let at = 0; at < text.length; at += 1) {
      const letter = letters.get(id.client)?.get(id.clock + at)
      if (letter !== undefined) into.add(letter, block)
      else if (!item.deleted) into.skip()
      letters.get(id.client)?.delete(id.clock + at)
    }
  }
}

/** Letters whose place somebody else deleted: each run as it was typed. */
function takeTheRest(letters: Letters, into: Lines) {
  for (const own of letters.values()) {
    let last = -1
    let run = {}
    for (const [clock, letter] of [...own].toSorted(([one], [other]) => one - other)) {
      if (clock !== last + 1) run = {}
      into.add(letter, run)
      last = clock
    }
  }
}

/**
 * The words that these updates brought, as plain text: block by block in the order of the ydoc they were written in, then
 * those that have no place there any more. `stored` says what the server has: that is not repeated.
 */
export function wordsOf(updates: Uint8Array[], ydoc: Y.Doc | null, stored: ReadonlyMap<number, number> = new Map()) {
  const letters = lettersOf(updates, stored)
  const into = createLines()
  for (const type of ydoc?.share.values() ?? []) takeInOrder(type, letters, into)
  takeTheRest(letters, into)
  return into.text().trim()
}
