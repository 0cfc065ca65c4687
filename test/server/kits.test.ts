import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import { kitCopies, kits } from '#db/schema/kits.ts'
import { projects, projectSchools } from '#db/schema/projects.ts'
import { users } from '#db/schema/users.ts'
import { contacts } from '#db/schema/contacts.ts'
import { files } from '#db/schema/files.ts'
import { kitContent } from '#server/kits/content.ts'
import { shippedKits } from '#server/kits/shipped.ts'
import { boardOfPlan } from '#server/kits/plan.ts'
import { seedOf } from '#server/documents/seed.ts'
import { eq } from 'drizzle-orm'
import { makeFile } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk } from '#test/helpers/talk.ts'

/** What teachers made for one project begins others. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const words = { title: 'Rivers', summary: 'Four weeks', language: 'en', ageFrom: 11, ageTo: 14 }
const draft = { ...words, credit: 'O. Marchand', licence: 'CC BY 4.0', audience: 'school' }

async function scene() {
  const talk = await makeTalk(house)
  const { projectId, odile } = talk
  const path = `/api/projects/${projectId}`
  const start = async (title: string, more: object = {}) =>
    String((await odile.post(`${path}/documents`, { kind: 'page', title, isTemplate: true, ...more })).body.id)
  const textIn = async (documentId: string) => {
    const { update } = await house.rooms.read(documentId)
    const ydoc = openDocument([update])
    const { json, text } = documentKinds.page.read(ydoc)
    ydoc.destroy()
    return { json: JSON.stringify(json), text }
  }
  return { ...talk, path, start, textIn }
}

const para = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })

it('every kit that comes with the product is content of its kinds, in French and in English', () => {
  expect(shippedKits.map(({ id }) => id).toSorted()).toEqual(
    ['epi-citizens', 'epi-energy', 'epi-water', 'first-meeting', 'letters', 'liaison']
      .flatMap((code) => [`${code}.en`, `${code}.fr`])
      .toSorted(),
  )
  for (const { content } of shippedKits)
    if (content.plan)
      expect(
        seedOf('board', boardOfPlan(content.plan, { today: '2026-12-01', idOf: () => null })).bytes.length,
      ).toBeGreaterThan(500)
  for (const { content } of shippedKits)
    for (const { kind, content: one } of content.documents) expect(seedOf(kind, one).bytes.length).toBeGreaterThan(50)
})

it('is copied into a project in one request: its documents are there, its author stays known', async () => {
  const { odile, alix, path, textIn } = await scene()
  const copied = await odile.post(`${path}/kits/epi-water.fr/copies`)
  expect(copied.status).toBe(201)
  const { documents } = (await odile.get(`${path}/documents`)).body
  expect(documents.map(({ title }: { title: string }) => title)).toEqual(
    expect.arrayContaining(['Déroulé de l’EPI', 'Carnet de mesures', 'Ce que nous savons, ce que nous cherchons']),
  )
  const plan = copied.body.documents.find(({ title }: { title: string }) => title.startsWith('Déroulé'))
  expect((await textIn(plan.id)).text).toContain('Huit semaines')
  const seen = (await alix.get(`${path}/documents`)).body.documents
  // Templates and the plan lie with the teachers; the wall is everybody's.
  expect(seen.map(({ title }: { title: string }) => title)).toEqual(['Ce que nous savons, ce que nous cherchons'])
  expect((await odile.get(`${path}/kits`)).body.copies).toMatchObject([{ credit: 'Préau', licence: 'CC BY 4.0' }])
  expect((await alix.post(`${path}/kits/epi-water.fr/copies`)).status).toBe(403)
  expect((await odile.post(`${path}/kits/no-such.fr/copies`)).status).toBe(404)
})

it('is made of what teachers wrote, with its pictures, and is its school’s or everybody’s', async () => {
  const { odile, owner, path, projectId, start, textIn, petra } = await scene()
  const id = await start('River notebook', { content: para('Look, measure, draw') })
  const picture = await makeFile(house.db, {
    projectId,
    documentId: id,
    bytes: new Uint8Array([1, 2, 3]),
    uploadedBy: owner.id,
  })
  await house.rooms.edit(id, owner.id, (ydoc) => {
    const block = new Y.XmlElement('image')
    block.setAttribute('fileId', picture)
    block.setAttribute('alt', 'A heron')
    ydoc.getXmlFragment(pageRoot).push([block])
  })
  const made = await odile.post(`${path}/kits`, { ...draft, documentIds: [id] })
  expect(made).toMatchObject({ status: 201 })

  // Of the school alone: a partner's teacher neither sees nor copies it, until it is for everybody.
  const isSeen = async () =>
    (await petra.get(`${path}/kits`)).body.kits.some(({ id: kitId }: { id: string }) => kitId === made.body.id)
  expect(await isSeen()).toBe(false)
  expect((await petra.post(`${path}/kits/${made.body.id}/copies`)).status).toBe(404)
  expect((await petra.send('DELETE', `/api/kits/${made.body.id}`)).status).toBe(404)
  await house.db.update(kits).set({ audience: 'everybody' }).where(eq(kits.id, made.body.id))
  expect(await isSeen()).toBe(true)
  expect((await petra.send('DELETE', `/api/kits/${made.body.id}`)).status).toBe(403)
  const kit = (await odile.get(`${path}/kits`)).body.kits[0]
  expect(kit).toMatchObject({ id: made.body.id, title: 'Rivers', isOwn: true, can: { remove: true } })
  expect(kit.documents).toEqual([{ kind: 'page', title: 'River notebook', isTemplate: true, access: 'teachers' }])

  // What it was made of goes; the copy is whole.
  await odile.patch(`/api/documents/${id}`, { state: 'removed' })
  const copied = await odile.post(`${path}/kits/${made.body.id}/copies`)
  expect(copied.status).toBe(201)
  const copy = copied.body.documents[0].id
  const { json, text } = await textIn(copy)
  expect(text).toContain('Look, measure, draw')
  const [own] = await house.db.select().from(files).where(eq(files.documentId, copy))
  expect([...(own?.bytes ?? [])]).toEqual([1, 2, 3])
  expect(json).toContain(own?.id)
  expect(json).not.toContain(picture)

  expect((await odile.send('DELETE', `/api/kits/${made.body.id}`)).status).toBe(204)
  expect(await house.db.select().from(kits).where(eq(kits.id, made.body.id))).toEqual([])
  expect((await textIn(copy)).text).toContain('measure')
  expect(await house.db.select().from(kitCopies).where(eq(kitCopies.projectId, projectId))).toHaveLength(1)
})

it('brings its plan and its rubric where the project has none, and makes them a part of the next kit', async () => {
  const { odile, alix, path } = await scene()
  const copied = await odile.post(`${path}/kits/epi-water.en/copies`)
  expect(copied).toMatchObject({ status: 201, body: { hasPlan: true, hasRubric: true } })
  // A pupil gets the steps from the next week on, each on the Friday of its week; no lesson.
  const { steps, tasks } = (await alix.get(`${path}/plan`)).body
  expect(steps.map(({ title }: { title: string }) => title)).toEqual([
    'We have our questions',
    'Our measurements are ready',
    'The guide was read by another group',
    'The guide was shown',
  ])
  expect(steps.map(({ date }: { date: string }) => new Date(date).getUTCDay())).toEqual([5, 5, 5, 5])
  expect(tasks).toEqual([])
  const { rubric } = (await odile.get(`${path}/rubric`)).body
  expect(rubric).toMatchObject({ version: 1, isOpen: false, peers: 'nobody' })
  expect(rubric.criteria.map(({ words }: { words: string }) => words)).toContain('Measuring with care')

  // What is there is kept.
  const second = await odile.post(`${path}/kits/epi-energy.en/copies`)
  expect(second).toMatchObject({ status: 201, body: { hasPlan: false, hasRubric: false } })
  expect((await odile.get(`${path}/rubric`)).body.rubric.version).toBe(1)

  const made = await odile.post(`${path}/kits`, { ...draft, documentIds: [], withPlan: true, withRubric: true })
  expect(made.status).toBe(201)
  const { content } = (await house.db.select().from(kits).where(eq(kits.id, made.body.id)))[0] ?? {}
  const { plan, rubric: criteria } = kitContent.parse(content)
  const shipped = shippedKits.find(({ id }) => id === 'epi-water.en')?.content
  const without = (things: { language: string | null }[] = []) => things.map(({ language: _, ...one }) => one)
  expect(plan?.lanes).toEqual(shipped?.plan?.lanes)
  expect(without(plan?.things)).toEqual(expect.arrayContaining(without(shipped?.plan?.things)))
  expect(criteria?.criteria).toEqual(shipped?.rubric?.criteria)
  const nothing = await odile.post(`${path}/kits`, { ...draft, documentIds: [] })
  expect(nothing).toMatchObject({ status: 400, body: { error: { fields: [{ reason: 'kit_empty' }] } } })
})

it('takes nothing in which a pupil wrote, and no page of a group', async () => {
  const { odile, alix, school, path, start } = await scene()
  const id = await start('Ours', { isTemplate: false, access: 'project' })
  const writer = house.join(id, alix)
  await writer.synced()
  writer.ydoc.getXmlFragment(pageRoot).push([new Y.XmlElement('paragraph')])
  await writer.saved()
  const refused = await odile.post(`${path}/kits`, { ...draft, documentIds: [id] })
  expect(refused).toMatchObject({ status: 400, body: { error: { fields: [{ reason: 'kit_of_pupils' }] } } })
  const sources = (await odile.get(`${path}/kits`)).body.sources
  expect(sources).toMatchObject([{ id, hasPupilsWork: true }])
  expect(await house.db.select().from(kits).where(eq(kits.schoolId, school.id))).toEqual([])
  const old = await odile.post(`${path}/kits`, { ...draft, ageFrom: 15, ageTo: 11, documentIds: [id] })
  expect(old).toMatchObject({ status: 400, body: { error: { fields: [{ reason: 'age_order' }] } } })
})

it('an archived project goes on in a draft with what teachers made and its outline; its other founder is asked', async () => {
  const { path, start, textIn, odile, owner, colleague, school, petra, projectId } = await scene()
  const founders = { standing: 'founder' as const }
  await house.db.update(projectSchools).set(founders).where(eq(projectSchools.projectId, projectId))
  const open = { isTemplate: false, access: 'project' }
  const first = await start('How we begin', { ...open, content: para('We greet each other') })
  const heavy = await start('All our pictures', { ...open, content: para('Herons') })
  const pictures = await Promise.all(
    [first, heavy].map(async (documentId) => {
      const place = { projectId, documentId, uploadedBy: owner.id }
      const fileId = await makeFile(house.db, { ...place, bytes: new Uint8Array([1, 2, 3]) })
      await house.rooms.edit(documentId, owner.id, (ydoc) => {
        const block = new Y.XmlElement('image')
        block.setAttribute('fileId', fileId)
        ydoc.getXmlFragment(pageRoot).push([block])
      })
      return fileId
    }),
  )
  // What is too much stays behind, and what is teachers' alone, whoever's.
  await house.db
    .update(files)
    .set({ size: 21 * 1024 * 1024 })
    .where(eq(files.id, pictures[1] ?? ''))
  await start('Notes of ours', { isTemplate: false, access: 'teachers' })
  const theirs = { kind: 'page', title: 'Notes of Petra', access: 'teachers' }
  expect((await petra.post(`${path}/documents`, theirs)).status).toBe(201)
  await odile.send('PUT', `${path}/dossier`, { field: 'aims', value: 'Rivers', revision: 0 })
  const go = () => odile.post(`${path}/sequel`, { name: 'Rivers again' })
  expect((await go()).status).toBe(403)
  await odile.patch(path, { state: 'archived' })
  const made = await go()
  expect(made.status).toBe(201)
  const next = `/api/projects/${made.body.id}`
  const { project } = (await odile.get(next)).body
  expect(project).toMatchObject({ name: 'Rivers again', kind: 'european', role: 'owner' })
  const { documents } = (await odile.get(`${next}/documents`)).body
  expect(documents.map(({ title }: { title: string }) => title)).toEqual(['How we begin'])
  const { text, json } = await textIn(String(documents[0]?.id))
  const [own] = await house.db
    .select()
    .from(files)
    .where(eq(files.documentId, String(documents[0]?.id)))
  expect([text.includes('We greet each other'), json.includes(own?.id ?? '-')]).toEqual([true, true])
  expect([[...(own?.bytes ?? [])], own?.projectId]).toEqual([[1, 2, 3], made.body.id])
  // Nothing is left in the kits of the school.
  expect(await house.db.select().from(kits).where(eq(kits.schoolId, school.id))).toEqual([])
  expect((await odile.get(`${next}/dossier`)).body.dossier.outline.aims).toBe('Rivers')
  expect((await petra.get('/api/me/foundings')).body.projects).toMatchObject([{ name: 'Rivers again' }])
  expect((await odile.get(path)).body.project.state).toBe('archived')
  // Whoever keeps the founder away hears nothing of it, which the founder cannot see.
  const kept = { userId: colleague.id, otherId: owner.id, state: 'blocked' as const, changedAt: house.clock.now() }
  await house.db.insert(contacts).values(kept)
  expect((await petra.get('/api/me/foundings')).body.projects).toEqual([])
  const silent = String((await go()).body.id)
  expect((await odile.get(`/api/projects/${silent}/life`)).body.life.isCoFounderAsked).toBe(true)
  expect((await petra.post(`/api/projects/${silent}/accept`)).status).toBe(404)
  await house.db.delete(contacts)
  // Whoever is suspended meanwhile is not asked again.
  await house.db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, colleague.id))
  expect((await go()).status).toBe(201)
  const asked = await house.db.select().from(projects).where(eq(projects.coFounderId, colleague.id))
  expect(asked.map(({ id }) => id).toSorted()).toEqual([made.body.id, silent].toSorted())
})
