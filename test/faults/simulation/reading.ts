import * as Y from 'yjs'

/** So many clocks of one client, from one on. */
export interface Range {
  client: number
  clock: number
  length: number
}

/** A word that nobody else writes: who, in which ydoc, the how manieth. */
export const tokenPattern = /<([a-z]+\d+-\d+):(\d{6})>/g
export const tokenText = (author: string, number: number) => `<${author}:${String(number).padStart(6, '0')}>`

/** What is not there is not deleted. */
export function isDeleted(ydoc: Y.Doc, { client, clock, length }: Range): boolean {
  const structs = ydoc.store.clients.get(client)
  if (structs === undefined || Y.getState(ydoc.store, client) < clock + length) return false
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined || struct.id.clock >= clock + length) break
    if (!struct.deleted) return false
  }
  return true
}

/** The letters of a text in their order, each run with the client that wrote it. */
function lettersOf(text: Y.XmlText): { client: number; letters: string }[] {
  const found: { client: number; letters: string }[] = []
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString)
      found.push({ client: item.id.client, letters: item.content.str })
  return found
}

/** Whose letter stands there, the how manieth of theirs: copies of a word are other letters. */
export function idAt(text: Y.XmlText, index: number): { client: number; clock: number } | null {
  let at = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    if (index < at + item.length) return { client: item.id.client, clock: item.id.clock + index - at }
    at += item.length
  }
  return null
}

export const textsOf = (ydoc: Y.Doc): Y.XmlText[] =>
  ydoc
    .getXmlFragment('content')
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .filter((node) => node instanceof Y.XmlText)

/** Letters alone: what is marked has no tags in it. Those of the clients `isMeant` says no to are left out. */
export const wordsOf = (text: Y.XmlText, isMeant: (client: number) => boolean = () => true): string =>
  lettersOf(text)
    .filter(({ client }) => isMeant(client))
    .map(({ letters }) => letters)
    .join('')

/** What is seen of a document. */
export const contentOf = (ydoc: Y.Doc): string => ydoc.getXmlFragment('content').toString()

/** Everything in a document, deleted or not, the same for equal documents however they were put together. */
export function fingerprint(ydoc: Y.Doc): string {
  const clients = [...ydoc.store.clients].sort(([a], [b]) => a - b)
  const parts = clients.map(([client, structs]) => {
    let words = `${client}:`
    for (const struct of structs) {
      const mark = struct.deleted ? '-' : '+'
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
        words += [...struct.content.str].map((letter) => mark + letter).join('')
      else words += `${mark}[${struct instanceof Y.Item ? struct.content.constructor.name : 'gone'} ${struct.length}]`
    }
    return words
  })
  return `${parts.join('\n')}\n${contentOf(ydoc)}`
}
