import { Node } from '@tiptap/pm/model'
import { updateYFragment } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { pageRoot, pageSchema, readPage, textOfBlock } from '#collab/documents/page.ts'
import { type Figures, figuresOf } from '#collab/relay/figures.ts'
import { MovedLetters } from '#collab/relay/moved-letters.ts'
import { movedIn } from '#collab/relay/provenance.ts'
import { fold, walked } from '#collab/relay/update.ts'
import { seeded } from '#test/helpers/relay.ts'

/* Who typed each letter, when split, join, wrap and change of block wrote them again under the id of another. */

const runs = Number(process.env['PROVENANCE_RUNS'] ?? 8)
const writers = 5

interface Letter {
  letter: string
  author: number
}

interface Block {
  kind: 'paragraph' | 'heading' | 'blockquote'
  letters: Letter[]
}

const words = 'heron river bridge water stone tree bird school boat the of and we saw one two in at morning'.split(' ')

/** A page as the model knows it, and as the editor's binding writes it: each writer in an own Y.Doc. */
class Page {
  blocks: Block[] = []
  readonly rows: Uint8Array[] = []
  readonly authors: number[] = []
  readonly #ydocs: Y.Doc[] = []
  readonly #waiting: Uint8Array[][] = []

  constructor() {
    for (let author = 0; author < writers; author++) {
      const ydoc = new Y.Doc({ gc: false })
      ydoc.clientID = author + 1
      this.#waiting.push([])
      ydoc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === 'other') return
        this.rows.push(update)
        this.authors.push(author)
        this.#waiting.forEach((waiting, other) => other !== author && waiting.push(update))
      })
      this.#ydocs.push(ydoc)
    }
  }

  /** What others wrote comes to this writer. */
  hear(author: number) {
    for (const update of this.#waiting[author]?.splice(0) ?? []) Y.applyUpdate(this.ydoc(author), update, 'other')
  }

  ydoc(author: number): Y.Doc {
    const ydoc = this.#ydocs[author]
    if (ydoc === undefined) throw new Error('nobody')
    return ydoc
  }

  write(author: number, blocks: readonly Block[]) {
    const content = blocks.map(({ kind, letters }) => blockOf(kind, letters.map(({ letter }) => letter).join('')))
    const doc = Node.fromJSON(pageSchema, { type: 'doc', content })
    const ydoc = this.ydoc(author)
    ydoc.transact(() =>
      updateYFragment(ydoc, ydoc.getXmlFragment(pageRoot), doc, { mapping: new Map(), isOMark: new Map() }),
    )
  }
}

function blockOf(kind: Block['kind'], text: string): object {
  const inner = text === '' ? {} : { content: [{ type: 'text', text }] }
  if (kind === 'heading') return { type: 'heading', attrs: { level: 2 }, ...inner }
  return kind === 'paragraph' ? { type: kind, ...inner } : { type: kind, content: [{ type: 'paragraph', ...inner }] }
}

type Below = (most: number) => number
type Say = (below: Below) => string

/** Some letters of a word, as rows hold them: nobody types a whole one between two commits. */
const sayWord: Say = (below) => (words[below(words.length)] ?? '').slice(0, 1 + below(3))
/** Letters that stand nowhere else, so that it is certain which of them an edit moved. */
function createSayOnce(): Say {
  let next = 0x4e00
  return (below) => String.fromCodePoint(...Array.from({ length: 1 + below(6) }, () => next++))
}

/** One edit of somebody, as an editor offers it. */
function edited(blocks: readonly Block[], author: number, below: Below, say: Say): Block[] {
  const next = blocks.map(({ kind, letters }) => ({ kind, letters: [...letters] }))
  const at = below(next.length)
  const block = next[at]
  if (block === undefined) return [{ kind: 'paragraph', letters: typed(say(below), author) }]
  const { kind, letters } = block
  const doing = below(12)
  if (doing < 6) letters.splice(below(letters.length + 1), 0, ...typed(say(below), author))
  else if (doing === 6) letters.splice(below(letters.length + 1), 1 + below(6))
  else if (doing === 7)
    next.splice(at + 1, 0, { kind: 'paragraph', letters: letters.splice(below(letters.length + 1)) })
  else if (doing === 8 && at > 0) next[at - 1]?.letters.push(...(next.splice(at, 1)[0]?.letters ?? []))
  else if (doing === 9) block.kind = kind === 'heading' ? 'paragraph' : 'heading'
  else if (doing === 10) block.kind = kind === 'blockquote' ? 'paragraph' : 'blockquote'
  else next.splice(below(next.length), 0, ...next.splice(at, 1))
  return next
}

const typed = (text: string, author: number): Letter[] => [...text].map((letter) => ({ letter, author }))

/** Each letter on the screen, by whom its id says, and by whom the ranges say. */
function readAuthors(ydoc: Y.Doc, moved: MovedLetters) {
  const found: { letter: string; byId: number; by: number }[] = []
  const visit = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) readText(child)
      else if (child instanceof Y.XmlElement) visit(child)
    }
  }
  const readText = (text: Y.XmlText) => {
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue
      const { client, clock } = item.id
      for (let at = 0; at < item.length; at++) {
        const [root] = moved.rootsOf({ client, clock: clock + at, length: 1 })
        found.push({ letter: item.content.str.charAt(at), byId: client - 1, by: (root?.from.client ?? 0) - 1 })
      }
    }
  }
  visit(ydoc.getXmlFragment(pageRoot))
  return found
}

function wrongIn(page: Page, moved: MovedLetters) {
  const shown = readAuthors(page.ydoc(0), moved)
  const known = page.blocks.flatMap(({ letters }) => letters)
  expect(shown.map(({ letter }) => letter).join('')).toBe(known.map(({ letter }) => letter).join(''))
  const count = (is: (at: number) => boolean) => known.filter((_, at) => is(at)).length
  return {
    letters: known.length,
    byId: count((at) => shown[at]?.byId !== known[at]?.author),
    by: count((at) => shown[at]?.by !== known[at]?.author),
  }
}

function story(seed: number, say: Say = createSayOnce(), steps = 300): Page {
  const below = seeded(seed)
  const page = new Page()
  page.blocks = edited([], 0, below, say)
  page.write(0, page.blocks)
  for (let step = 0; step < steps; step++) {
    const author = below(writers)
    page.hear(author)
    page.blocks = edited(page.blocks, author, below, say)
    page.write(author, page.blocks)
  }
  page.hear(0)
  return page
}

const none = new Uint8Array()

function sumOf(stories: number, sayIn: () => Say) {
  const sum = { letters: 0, byId: 0, by: 0 }
  for (let seed = 1; seed <= stories; seed++) {
    const page = story(seed, sayIn())
    const wrong = wrongIn(page, MovedLetters.decode(movedIn([], page.rows, none)))
    sum.letters += wrong.letters
    sum.byId += wrong.byId
    sum.by += wrong.by
  }
  return sum
}

test(`where nobody writes at the same moment each letter is of who typed it, over ${runs} stories`, () => {
  const sum = sumOf(runs, createSayOnce)
  // By their ids, most of a page that is worked on belongs to whoever moved it.
  expect(sum.byId / sum.letters).toBeGreaterThan(0.5)
  expect(sum.by).toBe(0)
})

test('of words too, but where an editor itself cannot tell which of two like letters went or came', () => {
  const sum = sumOf(runs, () => sayWord)
  expect(sum.by / sum.letters).toBeLessThan(0.12)
})

/** The blocks of this writer's page, whoever the letters are of. */
function blocksIn(ydoc: Y.Doc): Block[] {
  const kinds = ['paragraph', 'heading', 'blockquote'] as const
  return (
    readPage(ydoc).json.content?.map((node) => ({
      kind: kinds.find((kind) => kind === node.type) ?? 'paragraph',
      letters: typed(textOfBlock(node), 0),
    })) ?? []
  )
}

test(`and nearly so where all write at once in four paragraphs, and lines are late, over ${runs} stories`, () => {
  const sum = { letters: 0, byId: 0, by: 0 }
  for (let seed = 1; seed <= runs; seed++) {
    const [below, page, once] = [seeded(seed), new Page(), createSayOnce()]
    const typedBy = new Map<string, number>()
    let author = 0
    const say: Say = (most) => {
      const text = once(most)
      for (const letter of text) typedBy.set(letter, author)
      return text
    }
    page.write(0, edited([], 0, below, say))
    for (let other = 0; other < writers; other++) page.hear(other)
    for (let step = 0; step < 300; step++) {
      author = below(writers)
      if (below(3) === 0) page.hear(author)
      page.write(author, edited(blocksIn(page.ydoc(author)), author, below, say))
    }
    for (let other = 0; other < writers; other++) page.hear(other)
    for (const { letter, byId, by } of readAuthors(page.ydoc(0), MovedLetters.decode(movedIn([], page.rows, none)))) {
      sum.letters++
      if (byId !== typedBy.get(letter)) sum.byId++
      if (by !== typedBy.get(letter)) sum.by++
    }
  }
  expect(sum.byId / sum.letters).toBeGreaterThan(0.5)
  expect(sum.by / sum.letters).toBeLessThan(0.15)
})

test('what is known stays known when the log is read in parts, and of rows that were folded since', () => {
  const { rows, authors } = story(7)
  const whole = MovedLetters.decode(movedIn([], rows, none)).list()
  const half = movedIn([], rows.slice(0, 150), none)
  const folded = foldedRuns({ rows: rows.slice(0, 150), authors: authors.slice(0, 150) }).map(({ row }) => row)
  expect(folded.length).toBeLessThan(150)
  const both = MovedLetters.decode(movedIn(folded, rows.slice(150), half)).list()
  expect(both.length).toBeGreaterThan(0)
  // What was deleted a while before the cut is looked through no more: nearly all the same.
  const same = new Set(whole.map((one) => JSON.stringify(one)))
  expect(both.filter((one) => same.has(JSON.stringify(one))).length / whole.length).toBeGreaterThan(0.95)
})

/** Rows of one author that follow each other, as one. */
function foldedRuns({ rows, authors }: Pick<Page, 'rows' | 'authors'>) {
  const runsOf: { author: number; row: Uint8Array }[] = []
  for (let at = 0; at < rows.length;) {
    let end = at
    while (end < rows.length && authors[end] === authors[at]) end++
    runsOf.push({ author: authors[at] ?? 0, row: fold(rows.slice(at, end).map(walked)) })
    at = end
  }
  return runsOf
}

function sumByAuthor(figures: readonly Figures[], authors: readonly number[]) {
  const sums = Array.from({ length: writers }, (): Figures => ({ typed: 0, kept: 0, removed: 0 }))
  for (const [at, one] of figures.entries()) {
    const sum = sums[authors[at] ?? 0]
    if (sum === undefined) continue
    sum.typed += one.typed
    sum.kept += one.kept
    sum.removed += one.removed
  }
  return sums
}

test('what each brought, and what is kept of it, adds up to the page, before and after its rows are folded', () => {
  for (let seed = 1; seed <= runs; seed++) {
    const page = story(seed)
    const moved = movedIn([], page.rows, none)
    const sums = sumByAuthor(figuresOf(page.rows, moved), page.authors)
    const known = page.blocks.flatMap(({ letters }) => letters)
    const keptOf = (author: number) => known.filter((letter) => letter.author === author).length
    expect(sums.map(({ kept }) => kept)).toEqual(sums.map((_, author) => keptOf(author)))
    const total = (of: keyof Figures) => sums.reduce((sum, figures) => sum + figures[of], 0)
    expect(total('typed')).toBe(total('kept') + total('removed'))
    const folded = foldedRuns(page)
    expect(folded.length).toBeLessThan(page.rows.length)
    const [rows, authors] = [folded.map(({ row }) => row), folded.map(({ author }) => author)]
    expect(sumByAuthor(figuresOf(rows, moved), authors)).toEqual(sums)
  }
})
