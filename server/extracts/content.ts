import * as z from 'zod'

/*
 * What an extract says, in one shape for everything that can be taken: blocks of parts, each with whose it is. People are
 * ids in it: names are looked up for whoever reads. A part can be taken out, and leaves a mark.
 */

const by = z.uuid().nullable()
/** Under which id its first letter was typed, where it was taken from a document. */
const letter = z.object({ client: z.number(), clock: z.number() }).nullable()

const part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), by, at: letter, text: z.string() }),
  z.object({ kind: z.literal('break'), by }),
  z.object({ kind: z.literal('formula'), by, latex: z.string() }),
  z.object({ kind: z.literal('person'), by, userId: z.string() }),
  z.object({ kind: z.literal('document'), by, documentId: z.string() }),
  /** `source` is the file that was copied; `fileId` the copy, null where there was nothing to copy. */
  z.object({
    kind: z.literal('file'),
    by,
    source: z.string(),
    fileId: z.string().nullable(),
    is: z.enum(['picture', 'file', 'voice']),
    name: z.string(),
    alt: z.string(),
  }),
  /** `erased`: its author is gone, and their words with them; `removed`: taken out where it was taken from, for good. */
  z.object({ kind: z.literal('gone'), by: z.null(), why: z.enum(['erased', 'removed']) }),
])
export type ExtractPart = z.infer<typeof part>

const block = z.object({
  type: z.enum(['paragraph', 'heading', 'item', 'quote', 'code', 'cell', 'thing', 'comment']),
  level: z.number().nullable(),
  language: z.string().nullable(),
  /** Of a thing on a board: what it is. */
  thing: z.string().nullable(),
  parts: z.array(part),
})
export type ExtractBlock = z.infer<typeof block>

export const extractContent = z.object({
  /** What the document was called; empty for what was said. */
  title: z.string(),
  /** What the version was called. */
  version: z.string().nullable().default(null),
  blocks: z.array(block),
  /** A thing or a board as a picture that names nobody. It cannot be parted: it goes with the first who goes. */
  drawing: z
    .object({ svg: z.string(), by: z.array(z.string()) })
    .nullable()
    .default(null),
  /** How much somebody made, with what each number counts. */
  figures: z.array(z.object({ userId: by, counts: z.record(z.string(), z.number()) })).default([]),
})
export type ExtractContent = z.infer<typeof extractContent>

export const blockOf = (parts: ExtractPart[], given: Partial<ExtractBlock> = {}): ExtractBlock => ({
  ...{ type: 'paragraph', level: null, language: null, thing: null },
  ...given,
  parts,
})

const partsOf = ({ blocks }: ExtractContent) => blocks.flatMap(({ parts }) => parts)

/** Whose work it shows, each once. What nobody made (a template's title) is nobody's. */
export function authorsIn(content: ExtractContent): string[] {
  const ids = [...partsOf(content).map((one) => one.by), ...content.figures.map(({ userId }) => userId)]
  return [...new Set([...ids, ...(content.drawing?.by ?? [])])].filter((id) => id !== null)
}

/** Everybody whom its reader may have to name. */
export const peopleIn = (content: ExtractContent): string[] => [
  ...authorsIn(content),
  ...partsOf(content).flatMap((one) => (one.kind === 'person' ? one.userId : [])),
]

export const saysNothing = (content: ExtractContent): boolean =>
  content.drawing === null &&
  content.figures.length === 0 &&
  partsOf(content).every((one) => one.kind === 'break' || (one.kind === 'text' && one.text.trim() === ''))

/** Letters of all parts together. */
export const lettersIn = (content: ExtractContent): number =>
  partsOf(content).reduce((sum, one) => sum + (one.kind === 'text' ? one.text.length : 1), 0)

/** The beginning of its words, for a list. */
export function beginningOf(content: ExtractContent, most: number): string {
  const lines = content.blocks.map(({ parts }) => parts.map(wordsOf).join('').trim())
  const letters = [...lines.filter((line) => line !== '').join('\n')]
  return letters.length > most ? `${letters.slice(0, most).join('').trimEnd()} …` : letters.join('')
}

function wordsOf(one: ExtractPart): string {
  if (one.kind === 'text') return one.text
  if (one.kind === 'formula') return one.latex
  if (one.kind === 'file') return one.alt || one.name
  return one.kind === 'gone' ? '' : ' '
}

const gone = (why: 'erased' | 'removed'): ExtractPart => ({ kind: 'gone', by: null, why })

/** The same with other parts: what `change` takes away is a mark, one for several in a row. */
export function withParts(content: ExtractContent, change: (one: ExtractPart) => ExtractPart[]): ExtractContent {
  return {
    ...content,
    blocks: content.blocks.map((one) => ({ ...one, parts: marksJoined(one.parts.flatMap(change)) })),
  }
}

const marksJoined = (parts: ExtractPart[]): ExtractPart[] =>
  parts.filter((one, index) => {
    const before = parts[index - 1]
    return !(one.kind === 'gone' && before?.kind === 'gone' && before.why === one.why)
  })

/** Without anything of a person's. */
export function withoutPerson(content: ExtractContent, userId: string): ExtractContent {
  const left = withParts(content, (one) => (one.by === userId ? [gone('erased')] : [one]))
  const isDrawn = content.drawing?.by.includes(userId) === true
  return {
    ...left,
    drawing: isDrawn ? null : content.drawing,
    figures: content.figures.filter((one) => one.userId !== userId),
  }
}

export interface TakenOut {
  /** Does the letter that was typed under this id belong to it? */
  holds(client: number, clock: number): boolean
  /** What it said. */
  words: readonly string[]
  files: ReadonlySet<string>
}

/** Without what was taken out of its page for good: by the ids of letters, by the same words, and by files. */
export function withoutTaken(content: ExtractContent, taken: TakenOut): ExtractContent {
  return withParts(content, (one) => {
    if (one.kind === 'file') return taken.files.has(one.source) ? [gone('removed')] : [one]
    return one.kind === 'text' ? lettersLeft(one, taken) : [one]
  })
}

function lettersLeft(one: Extract<ExtractPart, { kind: 'text' }>, { holds, words }: TakenOut): ExtractPart[] {
  const { at: first } = one
  const isGone = Array.from(
    { length: one.text.length },
    (_, index) => first !== null && holds(first.client, first.clock + index),
  )
  for (const word of words)
    for (let at = one.text.indexOf(word); at !== -1; at = one.text.indexOf(word, at + word.length))
      isGone.fill(true, at, at + word.length)
  const parts: ExtractPart[] = []
  for (let from = 0; from < one.text.length;) {
    let to = from + 1
    while (to < one.text.length && isGone[to] === isGone[from]) to++
    const at = first && { ...first, clock: first.clock + from }
    parts.push(isGone[from] === true ? gone('removed') : { ...one, at, text: one.text.slice(from, to) })
    from = to
  }
  return parts
}
