import * as Y from 'yjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pageRoot } from '#collab/documents/page.ts'
import { updateGroupName } from '#db/queries/groups.ts'
import { minutes } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeGroup, makeMember, makePage, makePupil } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'

let house: LiveApp
let base: Awaited<ReturnType<typeof makeClassProject>>
beforeAll(async () => {
  house = await openLiveApp()
})
beforeEach(async () => {
  base = await makeClassProject(house.db)
})
afterAll(() => house.close())

interface Tile {
  name: string
  documents: { id: string; title: string }[]
  lines: { documentId: string; userId: string | null; text: string }[]
  present: string[]
  quietSeconds: number | null
  hands: { userId: string; kind: string }[]
}

const pageFor = (group: { id: string }, title: string) => {
  const now = house.clock.now()
  const times = { createdAt: now, changedAt: now }
  return makePage(house.db, { projectId: base.projectId, authorId: base.owner.id, groupId: group.id, title, ...times })
}

/** A pupil opens a page and writes; resolves when it is stored. */
async function write(person: { id: string; kind: 'pupil' | 'staff' }, documentId: string, lines: string[]) {
  const peer = house.join(documentId, await house.as(person))
  await peer.synced()
  for (const line of lines) writeParagraph(peer.ydoc, line)
  await peer.saved()
  return peer
}

async function seenBy(person: { id: string; kind: 'pupil' | 'staff' }): Promise<Tile[]> {
  // What was seen in this second is not looked at again.
  house.clock.advance(1_000)
  const answer = await (await house.as(person)).get(`/api/projects/${base.projectId}/live`)
  expect(answer.status).toBe(200)
  return answer.body.groups
}

const named = (tiles: Tile[], name: string) => {
  const tile = tiles.find((one) => one.name === name)
  if (tile === undefined) throw new Error(`no tile of ${name}`)
  return tile
}

describe('the live view', () => {
  it('shows what each group wrote last, who wrote it and who is there, without anybody joining their page', async () => {
    const page = await pageFor(base.herons, 'The pond')
    await seenBy(base.teacher)
    const peer = await write(base.pupil, page.id, ['One frog', 'Two frogs', 'Three frogs', 'Four frogs'])
    const tiles = await seenBy(base.teacher)
    expect(named(tiles, 'Herons')).toMatchObject({
      documents: [{ id: page.id, title: 'The pond' }],
      lines: ['Four frogs', 'Three frogs', 'Two frogs'].map((text) => ({
        documentId: page.id,
        userId: base.pupil.id,
        text,
      })),
      present: [base.pupil.id],
      quietSeconds: 0,
    })
    expect(named(tiles, 'Otters')).toMatchObject({ documents: [], lines: [], present: [], quietSeconds: null })
    expect(house.rooms.present({ documentId: page.id })).toEqual([base.pupil.id])
    peer.destroy()
  })

  it('shows a line that is written on where it was touched last, and letters as they come', async () => {
    const page = await pageFor(base.herons, 'The pond')
    const peer = await write(base.pupil, page.id, ['First', 'Second'])
    expect(named(await seenBy(base.teacher), 'Herons').lines).toHaveLength(2)
    const first = peer.ydoc.getXmlFragment(pageRoot).toArray().at(-2)
    const text = first instanceof Y.XmlElement ? first.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('no first line')
    text.insert(5, ' of all')
    await peer.saved()
    const { lines } = named(await seenBy(base.colleague), 'Herons')
    expect(lines.map((line) => line.text)).toEqual(['First of all', 'Second'])
    peer.destroy()
  })

  it('knows of pages that nobody has open from what is stored', async () => {
    const [old, fresh] = [await pageFor(base.otters, 'Old'), await pageFor(base.otters, 'Fresh')]
    ;(await write(base.friend, old.id, ['What was before'])).destroy()
    house.clock.advance(minutes(3))
    ;(await write(base.friend, fresh.id, ['What is now'])).destroy()
    await house.rooms.recheck({ documentIds: [old.id, fresh.id] })
    house.clock.advance(minutes(4))
    const tile = named(await seenBy(base.teacher), 'Otters')
    expect(tile.documents.map(({ title }) => title)).toEqual(['Fresh', 'Old'])
    expect(tile.lines[0]).toEqual({ documentId: fresh.id, userId: base.friend.id, text: 'What is now' })
    expect(tile.present).toEqual([])
    expect(tile.quietSeconds).toBeGreaterThanOrEqual(240)
  })

  it('puts hands first, then who has been quiet for over five minutes, then the others by name', async () => {
    const { projectId, school } = base
    const ibises = await makeGroup(house.db, { projectId, name: 'Ibises' })
    const geese = await makeGroup(house.db, { projectId, name: 'Geese' })
    const goose = await makePupil(house.db, { schoolId: school.id })
    await makeMember(house.db, { projectId, user: goose, role: 'pupil', groupId: geese.id })
    await pageFor(ibises, 'Long ago')
    house.clock.advance(minutes(6))
    await pageFor(base.herons, 'Now')
    await pageFor(geese, 'Now')
    const orderOf = (tiles: Tile[]) => tiles.map(({ name }) => name)
    expect(orderOf(await seenBy(base.teacher))).toEqual(['Ibises', 'Geese', 'Herons', 'Otters'])
    const raise = async (person: typeof goose, hand: string) =>
      (await house.as(person)).send('PUT', `/api/projects/${projectId}/hand`, { hand })
    await raise(base.friend, 'raised')
    house.clock.advance(1_000)
    await raise(goose, 'lost')
    const tiles = await seenBy(base.teacher)
    expect(orderOf(tiles)).toEqual(['Otters', 'Geese', 'Ibises', 'Herons'])
    expect(named(tiles, 'Geese').hands).toMatchObject([{ userId: goose.id, kind: 'lost' }])
  })

  it('is made once a second however many look, and what nobody may see is in nobody’s', async () => {
    const page = await pageFor(base.herons, 'The pond')
    const first = await seenBy(base.teacher)
    const peer = await write(base.pupil, page.id, ['Not yet'])
    const colleague = await house.as(base.colleague)
    const path = `/api/projects/${base.projectId}/live`
    expect((await colleague.get(path)).body.groups).toEqual(first)
    house.clock.advance(1_000)
    expect(named((await colleague.get(path)).body.groups, 'Herons').lines[0]?.text).toBe('Not yet')
    for (const person of [base.pupil, base.visitor, base.guest])
      expect((await (await house.as(person)).get(path)).status).toBe(403)
    peer.destroy()
  })

  it('tells who looks, and nobody else, that something is new', async () => {
    const page = await pageFor(base.herons, 'The pond')
    const [teacher, pupil] = [await house.as(base.teacher), await house.as(base.pupil)]
    const [looking, other] = [house.join(`space-${base.projectId}`, teacher), house.join(page.id, pupil)]
    await Promise.all([looking.synced(), other.synced()])
    await teacher.get(`/api/projects/${base.projectId}/live`)
    house.clock.advance(1_000)
    writeParagraph(other.ydoc, 'A heron')
    await expect.poll(() => looking.notices).toContainEqual({ topic: 'live', id: base.projectId })
    expect(other.notices).not.toContainEqual(expect.objectContaining({ topic: 'live' }))
    await house.db.transaction((tx) => updateGroupName(tx, base.herons.id, 'Grey herons'))
    house.clock.advance(6_000)
    expect((await seenBy(base.teacher)).map(({ name }) => name)).toContain('Grey herons')
  })
})
