import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import type { Moved } from '#collab/relay/moved-letters.ts'
import { documentLog, documentProvenance } from '#db/schema/documents.ts'
import { keepVersion } from '#server/versions/automatic.ts'
import { foldLog } from '#server/versions/fold.ts'
import { hours } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'

/* Who typed each letter stays known, whoever moved it, and when its rows have become one. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const blocksOf = ({ ydoc }: Peer) => ydoc.getXmlFragment(pageRoot)

function textAt(peer: Peer, at: number): Y.XmlText {
  const block = blocksOf(peer).get(at)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text there')
  return text
}

/** As an editor splits a block: its end is deleted, and stands in a new one. */
function split(peer: Peer, at: number, offset: number) {
  peer.ydoc.transact(() => {
    const end = textAt(peer, at).toString().slice(offset)
    textAt(peer, at).delete(offset, end.length)
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [new Y.XmlText(end)])
    blocksOf(peer).insert(at + 1, [block])
  })
}

/** A pupil's paragraph that the teacher split in two. */
async function splitPage() {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, pupil } = people
  const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River' })
  const asTeacher = await house.as(teacher)
  const teacherPeer = await house.join(page.id, asTeacher).synced()
  const pupilPeer = await house.join(page.id, await house.as(pupil)).synced()
  await keepVersion(house.db, page.id, house.clock.now())
  writeParagraph(pupilPeer.ydoc, 'The heron stands in the river')
  await pupilPeer.saved()
  await until(() => blocksOf(teacherPeer).length === 3)
  split(teacherPeer, 2, 10)
  await teacherPeer.saved()
  return { ...people, page, asTeacher, teacherPeer, pupilPeer }
}

type Split = Awaited<ReturnType<typeof splitPage>>

const askMoved = async ({ page, asTeacher }: Split) => {
  const { body } = await asTeacher.get(`/api/documents/${page.id}/content`)
  const moved: Moved[] = body.moved
  return { moved, authors: body.authors }
}

it('a paragraph that a teacher split is the pupil’s, before and after its rows were folded', async () => {
  const scene = await splitPage()
  const { page, teacherPeer, pupilPeer, pupil } = scene
  const { moved, authors } = await askMoved(scene)
  expect(moved).toMatchObject([
    { client: teacherPeer.ydoc.clientID, length: 19, from: { client: pupilPeer.ydoc.clientID } },
  ])
  expect(authors[String(pupilPeer.ydoc.clientID)]).toBe(pupil.id)

  for (const word of [' and', ' sees', ' us']) {
    textAt(pupilPeer, 2).insert(textAt(pupilPeer, 2).length, word)
    await pupilPeer.saved()
  }
  house.clock.advance(hours(26))
  expect(await foldLog(house.deps, page.id, house.clock.now())).toBeGreaterThan(0)
  const kept = await house.db.select().from(documentProvenance).where(eq(documentProvenance.documentId, page.id))
  expect(kept).toHaveLength(1)
  expect((await askMoved({ ...scene, asTeacher: await house.as(scene.teacher) })).moved).toEqual(moved)

  // What was not stored so is not believed: it is found again from the rows.
  await house.db
    .update(documentProvenance)
    .set({ bytes: new Uint8Array([9]) })
    .where(eq(documentProvenance.documentId, page.id))
  expect((await askMoved({ ...scene, asTeacher: await house.as(scene.teacher) })).moved).toEqual(moved)
})

it('where a row is damaged nothing is folded, and what is known of who typed stays', async () => {
  const scene = await splitPage()
  const { page, pupilPeer } = scene
  for (const word of ['a', 'b', 'c']) {
    textAt(pupilPeer, 2).insert(0, word)
    await pupilPeer.saved()
  }
  await house.db.update(documentLog).set({ crc: 1 }).where(eq(documentLog.documentId, page.id))
  house.clock.advance(hours(26))
  await expect(foldLog(house.deps, page.id, house.clock.now())).rejects.toThrow('is damaged')
  expect(await house.db.select().from(documentProvenance).where(eq(documentProvenance.documentId, page.id))).toEqual([])
})
