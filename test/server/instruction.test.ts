import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import { eq } from 'drizzle-orm'
import { documents } from '#db/schema/documents.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
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

type Kind = 'page' | 'wall'

/** A template, handed out to both groups. */
async function handedOut(kind: Kind = 'page') {
  const teacher = await house.as(base.teacher)
  const { projectId, owner } = base
  const shared = { projectId, authorId: owner.id, kind, title: 'The river' }
  const template = await makePage(house.db, { ...shared, access: 'teachers', isTemplate: true })
  const answer = await teacher.post(`/api/documents/${template.id}/hand-out`)
  const copyOf = (group: { id: string }): string =>
    answer.body.documents.find((copy: { groupId: string }) => copy.groupId === group.id).id
  const [herons, otters] = [copyOf(base.herons), copyOf(base.otters)]
  const instruct = (body: object) => teacher.post(`/api/documents/${template.id}/instruction`, body)
  return { template, herons, otters, teacher, instruct }
}

async function contentOf(documentId: string, kind: Kind = 'page') {
  const ydoc = openDocument([(await house.rooms.read(documentId)).update])
  const read = documentKinds[kind].read(ydoc)
  ydoc.destroy()
  return read
}

const linesOf = async (documentId: string) => (await contentOf(documentId)).text.split('\n').filter(Boolean)

describe('an instruction', () => {
  it('stands in bold in every group’s copy at once, below what they wrote or above it, and takes nothing of it', async () => {
    const { herons, otters, template, instruct } = await handedOut()
    const pupil = house.join(herons, await house.as(base.pupil))
    await pupil.synced()
    writeParagraph(pupil.ydoc, 'Our river is long')
    await pupil.saved()
    const answer = await instruct({ text: 'Now  measure it', place: 'end' })
    expect(answer.status).toBe(200)
    expect(answer.body.documents).toEqual([
      { id: herons, groupId: base.herons.id, result: 'done', reason: null },
      { id: otters, groupId: base.otters.id, result: 'done', reason: null },
    ])
    await instruct({ text: 'Work in silence', place: 'top' })
    expect(await linesOf(herons)).toEqual(['Work in silence', 'The river', 'Our river is long', 'Now measure it'])
    expect(await linesOf(otters)).toEqual(['Work in silence', 'The river', 'Now measure it'])
    await expect.poll(() => pupil.ydoc.getXmlFragment('content').toJSON()).toContain('Now measure it')
    expect(JSON.stringify((await contentOf(otters)).json)).toContain('"marks":[{"type":"bold"}]')
    expect(await linesOf(template.id)).toEqual(['The river'])
    pupil.destroy()
  })

  it('is a card on walls', async () => {
    const { herons, instruct } = await handedOut('wall')
    expect((await instruct({ text: 'One card each', place: 'top' })).body.documents).toHaveLength(2)
    expect((await contentOf(herons, 'wall')).text).toBe('One card each')
  })

  it('says of each copy what became of it: one that is damaged holds up no other, a frozen one takes it, a removed one is left alone', async () => {
    const { herons, otters, teacher, instruct } = await handedOut()
    await house.db.update(documents).set({ damagedAt: house.clock.now() }).where(eq(documents.id, herons))
    await teacher.patch(`/api/documents/${otters}`, { state: 'frozen' })
    expect((await instruct({ text: 'Go on', place: 'end' })).body.documents).toMatchObject([
      { id: herons, result: 'failed', reason: 'document_damaged' },
      { id: otters, result: 'done' },
    ])
    await teacher.patch(`/api/documents/${otters}`, { state: 'removed' })
    expect((await instruct({ text: 'Go on', place: 'end' })).body.documents).toMatchObject([{ id: herons }])
  })

  it('is for a template alone, and for who hands it out', async () => {
    const { herons, template, teacher, instruct } = await handedOut()
    const asked = { text: 'Go on', place: 'end' }
    expect((await teacher.post(`/api/documents/${herons}/instruction`, asked)).body.error.reason).toBe('not_a_template')
    const pupil = await house.as(base.pupil)
    expect((await pupil.post(`/api/documents/${herons}/instruction`, asked)).status).toBe(403)
    expect((await pupil.post(`/api/documents/${template.id}/instruction`, asked)).status).toBe(404)
    for (const wrong of [
      { text: '', place: 'end' },
      { text: 'x'.repeat(301), place: 'end' },
      { text: 'x', place: 'middle' },
    ])
      expect((await instruct(wrong)).status).toBe(400)
  })
})
