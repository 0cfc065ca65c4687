import { seedPage, readPage } from '#collab/documents/page.ts'
import { mention, takeTurn, type Turn } from '#server/demo/content/blocks.ts'
import { riverAndSea, traineeLog, waterNotebook, waterPlan } from '#server/demo/content/other-projects.ts'
import { riverBooks } from '#server/demo/content/river-books.ts'
import { riverTemplate } from '#server/demo/content/river-template.ts'
import { riversStart, riversTeachers } from '#server/demo/content/rivers-together.ts'
import { reactions } from '#db/schema/values.ts'
import { demoSchools, riverGroup, rivers } from '#server/demo/content/schools.ts'
import { riversForum, riversProject, riversTeachersTalk } from '#server/demo/content/talk.ts'
import { otherTalk, riverAsks, riverGroups } from '#server/demo/content/talk-groups.ts'
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

  const talk = { riversProject, riversForum, riversTeachersTalk, ...riverGroups, ...riverAsks, ...otherTalk }
  test.each(Object.entries(talk))(
    'the talk in %s is by people of the demonstration, in the order it was said',
    (name, lines) => {
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
      }
      const river = rivers.find((one) => one === name)
      if (river !== undefined) for (const line of lines) expect(riverGroup(river)).toContain(line.by)
    },
  )

  test('each school has 24 pupils with names of their own', () => {
    for (const { classroom } of demoSchools) if (classroom !== null) expect(new Set(classroom.pupils).size).toBe(24)
  })
})
