import { authorOf } from '#collab/documents/board-author.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { BoardReferee } from '#collab/documents/board-referee.ts'
import { boardSvg } from '#collab/documents/board-svg.ts'
import { emptyBoard, seedBoard } from '#collab/documents/board.ts'
import { seedPage, readPage } from '#collab/documents/page.ts'
import { mention, takeTurn, type Turn } from '#server/demo/content/blocks.ts'
import { demoProjects } from '#server/demo/content/projects.ts'
import { Board, Hand } from '#server/demo/hand.ts'
import { pupilNames } from '#server/demo/seed.ts'
import { riverAndSea, traineeLog, waterNotebook, waterPlan } from '#server/demo/content/other-projects.ts'
import { riverBooks } from '#server/demo/content/river-books.ts'
import { riverTemplate } from '#server/demo/content/river-template.ts'
import { riversStart, riversTeachers } from '#server/demo/content/rivers-together.ts'
import { reactions } from '#db/schema/values.ts'
import { demoSchools, riverGroup, rivers } from '#server/demo/content/schools.ts'
import { demoTalk } from '#server/demo/content/talk.ts'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

const who = () => mention('somebody')
const people = demoSchools.flatMap((school) => [
  ...school.teachers.map((teacher) => teacher.displayName),
  ...(school.classroom?.pupils ?? []),
])
const shared: [string, Turn[]][] = [
  ['start', riversStart(who)],
  ['teachers', riversTeachers(who)],
  ['river and sea', riverAndSea(who)],
  ['plan', waterPlan(who)],
  ['notebook', waterNotebook()],
  ['trainees', traineeLog(who)],
]
const books: [string, Turn[]][] = rivers.map((river) => [river, riverBooks[river](who)])

const boards = demoProjects.flatMap((project) => project.boards.map((board) => [board.title, board, project] as const))

describe('the boards of the demonstration', () => {
  test('are a board and a wall in each project', () => {
    for (const { boards: own } of demoProjects)
      expect(own.map(({ kind }) => kind).toSorted()).toEqual(['board', 'wall'])
  })

  test.each(boards)('%s is drawn as its people could draw it', (title, { layout, turns }, project) => {
    const ydoc = new Y.Doc()
    seedBoard(ydoc, emptyBoard(layout))
    const referee = new BoardReferee([Y.encodeStateAsUpdate(ydoc)], 1)
    const board = new Board()
    const pupils = new Set(pupilNames(project))
    const inProject = new Set([...project.owners, ...project.teachers, ...pupils])
    for (const [at, turn] of turns.entries()) {
      expect(inProject).toContain(turn.by)
      const author = authorOf(title, turn.by)
      const update = updateOf(ydoc, () => new Hand(ydoc, board, { author, at: new Date(at) }).take(turn.steps))
      // What a vote came to is the server's word; all else of teachers they could do themselves.
      if (!pupils.has(turn.by)) referee.take(update)
      else
        expect(referee.rule(update, { author, isModerator: false }, at)).toMatchObject({ kind: 'taken', findings: [] })
    }
    const read = readBoard(ydoc)
    expect(read.meta.layout).toBe(layout)
    const ids = new Set(read.objects.map(({ id }) => id))
    for (const { parent, from, to } of read.objects)
      for (const id of [parent, from?.[0] ?? null, to?.[0] ?? null]) if (id !== null) expect(ids).toContain(id)
    expect(boardSvg(read, { measure: measureByTable }).svg.length).toBeGreaterThan(1_000)
  })
})

function updateOf(ydoc: Y.Doc, change: () => void): Uint8Array {
  let found: Uint8Array = new Uint8Array()
  const keep = (update: Uint8Array) => void (found = update)
  ydoc.on('update', keep)
  ydoc.transact(change)
  ydoc.off('update', keep)
  return found
}

describe('the pages of the demonstration', () => {
  test.each([...shared, ...books])('%s can be read again after each turn as it was written', (name, turns) => {
    const start = name in riverBooks ? riverTemplate : []
    let content = start
    for (const turn of turns) {
      for (const [from] of turn.change ?? []) expect(content).toContain(from)
      content = takeTurn(content, turn)
      const ydoc = new Y.Doc()
      seedPage(ydoc, { type: 'doc', content })
      expect(readPage(ydoc).wordCount).toBeGreaterThan(20)
      expect(people).toContain(turn.by)
    }
  })

  test.each(books)('the book of %s is written by pupils of its own group', (name, turns) => {
    const river = rivers.find((one) => one === name)
    if (river === undefined) throw new Error(name)
    const group = riverGroup(river)
    expect(group).toHaveLength(8)
    for (const turn of turns) expect(group).toContain(turn.by)
  })

  const talk = Object.entries(demoTalk).flatMap(([project, { group, ask, ...others }]) =>
    Object.entries({ ...group, ...ask, ...others }).map(([name, lines = []]) => [name, project, lines] as const),
  )
  test.each(talk)(
    'the talk in %s of %s is by people of the demonstration, in the order it was said',
    (name, _project, lines) => {
      const when = ({ day, at }: { day: number; at: string }) => `${String(99 - day)} ${at}`
      expect(lines.map(when).toSorted()).toEqual(lines.map(when))
      const keys = new Set<string>()
      for (const line of lines) {
        const named = [...line.text.matchAll(/@\[([^\]]+)\]/g)].map((match) => match[1] ?? '')
        for (const person of [line.by, ...named, ...Object.values(line.reactions ?? {}).flat()])
          expect(people).toContain(person)
        for (const reaction of Object.keys(line.reactions ?? {})) expect(reactions).toContain(reaction)
        if (line.to !== undefined) expect(keys).toContain(line.to)
        if (line.key !== undefined) keys.add(line.key)
        // In a forum everything is a topic or an answer, and nowhere else is there a topic.
        expect(line.title !== undefined).toBe(name === 'forum' && line.to === undefined)
        for (const [person, chosen] of Object.entries(line.poll?.chosen ?? {})) {
          expect(people).toContain(person)
          for (const place of chosen) expect(line.poll?.options[place]).toBeDefined()
        }
      }
      const river = rivers.find((one) => one === name)
      if (river !== undefined) for (const line of lines) expect(riverGroup(river)).toContain(line.by)
    },
  )

  test('each school has 24 pupils with names of their own', () => {
    for (const { classroom } of demoSchools) if (classroom !== null) expect(new Set(classroom.pupils).size).toBe(24)
  })
})
