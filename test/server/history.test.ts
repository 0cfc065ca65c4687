import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import { keepVersion } from '#server/versions/automatic.ts'
import { foldLog } from '#server/versions/fold.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMember, makePage, makePupil } from '#test/helpers/factories.ts'
import { deleteBlock, type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'

// What was deleted, and what was written for others before, is not for everybody who reads a page.

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

type Asked = Awaited<ReturnType<Browser['get']>>

const secret = 'OPENSESAME'
const bytesOf = (base64: string) => Buffer.from(base64, 'base64')
const textOf = (base64: string) => documentKinds.page.read(openDocument([bytesOf(base64)])).text

/** Every byte of an answer about content, its states unpacked. */
const hasWord = ({ body }: Asked, word: string) =>
  JSON.stringify(body).includes(word) ||
  [body.update, body.previous].some((state) => typeof state === 'string' && bytesOf(state).includes(word))

/** A page of the Herons in which their pupil wrote a secret and took it back, then the river; a version before and after. */
async function pageWithSecret(place: { access?: 'project' | 'teachers'; groupId?: string } = {}) {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, herons } = people
  const placed = place.access === undefined ? { groupId: herons.id } : place
  const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River', ...placed })
  const writer = await house.as(place.access === 'teachers' ? teacher : people.pupil)
  const peer = await house.join(page.id, writer).synced()
  writeParagraph(peer.ydoc, secret)
  await peer.saved()
  const early = await keepVersion(house.db, page.id, house.clock.now())
  deleteBlock(peer.ydoc, 2)
  writeParagraph(peer.ydoc, 'The bridge')
  await peer.saved()
  const late = await keepVersion(house.db, page.id, house.clock.now())
  if (early === null || late === null) throw new Error('a version was not kept')
  return { ...people, page, peer, early, late, asTeacher: await house.as(teacher) }
}

describe('what was deleted', () => {
  it('is not sent to those who only read: they get the page as it is now', async () => {
    const { page, early, late, visitor, guest, friend } = await pageWithSecret()
    for (const reader of [visitor, guest, friend]) {
      const browser = await house.as(reader)
      const content = await browser.get(`/api/documents/${page.id}/content`)
      expect(content.status).toBe(200)
      expect(textOf(content.body.update)).toBe('River\nThe bridge')
      expect(content.body).toMatchObject({ previous: null, authors: {}, deletions: [] })
      expect(hasWord(content, secret)).toBe(false)
      for (const path of [
        `/api/documents/${page.id}/versions`,
        `/api/versions/${early.id}/content`,
        `/api/versions/${late.id}/content`,
      ]) {
        const answer = await browser.get(path)
        expect(answer.status).toBe(403)
        expect(answer.body.error.reason).toBe('history_of_writers')
      }
      const { body } = await browser.get(`/api/documents/${page.id}`)
      expect(body.document.can.readVersions).toBe(false)
      const live = await house.join(page.id, browser).synced()
      expect(documentKinds.page.read(live.ydoc).text).toBe('River\nThe bridge')
      expect(live.heard.some(({ bytes }) => Buffer.from(bytes).includes(secret))).toBe(false)
    }
  })

  it('is shown to writers and teachers between the two versions where it went, and in no other', async () => {
    const { page, early, late, pupil, colleague, peer } = await pageWithSecret()
    writeParagraph(peer.ydoc, 'The sea')
    await peer.saved()
    for (const person of [pupil, colleague]) {
      const browser = await house.as(person)
      expect((await browser.get(`/api/documents/${page.id}/versions`)).body.versions).toHaveLength(2)
      expect(textOf((await browser.get(`/api/versions/${early.id}/content`)).body.update)).toBe(`River\n${secret}`)
      const compared = await browser.get(`/api/versions/${late.id}/content`)
      expect(textOf(compared.body.update)).toBe('River\nThe bridge')
      expect(textOf(compared.body.previous)).toBe(`River\n${secret}`)
      expect(bytesOf(compared.body.update).includes(secret)).toBe(true)
      expect(compared.body.deletions[0]).toMatchObject({ userId: pupil.id })
      const now = await browser.get(`/api/documents/${page.id}/content`)
      expect(textOf(now.body.previous)).toBe('River\nThe bridge')
      expect(hasWord(now, secret)).toBe(false)
    }
  })

  it('stays with the writers of a page while it is frozen', async () => {
    const { page, late, pupil, asTeacher } = await pageWithSecret()
    await asTeacher.patch(`/api/documents/${page.id}`, { state: 'frozen' })
    const asPupil = await house.as(pupil)
    expect((await asPupil.get(`/api/versions/${late.id}/content`)).status).toBe(200)
    expect((await asPupil.get(`/api/documents/${page.id}`)).body.document.can).toMatchObject({
      write: false,
      readVersions: true,
    })
  })

  it('is in no copy of a page', async () => {
    const { page, projectId, asTeacher } = await pageWithSecret({ access: 'teachers' })
    const draft = { kind: 'page', title: 'Copy', copyOf: page.id }
    const { body } = await asTeacher.post(`/api/projects/${projectId}/documents`, draft)
    const copy = await house.rooms.read(body.id)
    expect(documentKinds.page.read(openDocument([copy.update])).text).toBe('River\nThe bridge')
    expect(Buffer.from(copy.update).includes(secret)).toBe(false)
  })
})

describe('what was written for fewer people', () => {
  it('stays with the teachers when their page becomes the project’s: pupils see what is there, from then on', async () => {
    const { page, early, late, pupil, asTeacher, peer } = await pageWithSecret({ access: 'teachers' })
    expect((await asTeacher.patch(`/api/documents/${page.id}`, { access: 'project' })).status).toBe(200)
    const asPupil = await house.as(pupil)
    const path = `/api/documents/${page.id}`
    expect((await asPupil.get(`${path}/versions`)).body.versions).toEqual([])
    for (const version of [early, late]) {
      expect((await asPupil.get(`/api/versions/${version.id}/content`)).status).toBe(404)
      expect((await asPupil.post(`/api/versions/${version.id}/restore`)).status).toBe(403)
    }
    const moved = await asPupil.get(`${path}/content`)
    expect(textOf(moved.body.update)).toBe('River\nThe bridge')
    expect(moved.body).toMatchObject({ previous: null, deletions: [] })
    writeParagraph(peer.ydoc, 'For all')
    await peer.saved()
    const first = await asTeacher.post(`${path}/versions`, { name: 'For all' })
    const { body } = await asPupil.get(`${path}/versions`)
    expect(body.versions).toHaveLength(1)
    const straddling = await asPupil.get(`/api/versions/${first.body.version.id}/content`)
    expect(textOf(straddling.body.update)).toBe('River\nThe bridge\nFor all')
    expect(straddling.body.previous).toBeNull()
    expect(hasWord(moved, secret) || hasWord(straddling, secret)).toBe(false)
    // Nothing is lost to those it was written for.
    const asBefore = await asTeacher.get(`/api/versions/${late.id}/content`)
    expect(textOf(asBefore.body.previous)).toBe(`River\n${secret}`)
    deleteBlock(peer.ydoc, 3)
    await peer.saved()
    const second = await asTeacher.post(`${path}/versions`, { name: 'Shorter' })
    const compared = await asPupil.get(`/api/versions/${second.body.version.id}/content`)
    expect(textOf(compared.body.previous)).toBe('River\nThe bridge\nFor all')
    expect(hasWord(compared, secret)).toBe(false)
  })

  it('stays with a group whose page becomes another’s, and does not come back to those who had it in between', async () => {
    const { page, early, otters, herons, friend, pupil, asTeacher } = await pageWithSecret()
    const path = `/api/documents/${page.id}`
    await asTeacher.patch(path, { groupId: otters.id })
    expect((await (await house.as(friend)).get(`${path}/versions`)).body.versions).toEqual([])
    expect((await (await house.as(pupil)).get(`${path}/versions`)).status).toBe(403)
    await asTeacher.patch(path, { groupId: herons.id })
    const asPupil = await house.as(pupil)
    expect((await asPupil.get(`${path}/versions`)).body.versions).toEqual([])
    expect((await asPupil.get(`/api/versions/${early.id}/content`)).status).toBe(404)
    expect((await asTeacher.get(`${path}/versions`)).body.versions).toHaveLength(2)
  })

  it('is not what was written before somebody joined: who comes into a group later sees its versions', async () => {
    const { page, early, projectId, herons, school } = await pageWithSecret()
    const newcomer = await makePupil(house.db, { schoolId: school.id, displayName: 'Nour B.', pseudonym: 'Grey Wren' })
    await makeMember(house.db, { projectId, user: newcomer, role: 'pupil', groupId: herons.id })
    const browser = await house.as(newcomer)
    expect((await browser.get(`/api/documents/${page.id}/versions`)).body.versions).toHaveLength(2)
    expect((await browser.get(`/api/versions/${early.id}/content`)).status).toBe(200)
  })

  it('is not folded into what was written after it', async () => {
    const { page, pupil, teacher, asTeacher, peer } = await pageWithSecret({ access: 'teachers' })
    const path = `/api/documents/${page.id}`
    writeParagraph(peer.ydoc, 'the teachers’ last word')
    await peer.saved()
    await asTeacher.patch(path, { access: 'project' })
    writeParagraph(peer.ydoc, 'the first for all')
    await peer.saved()
    await asTeacher.post(`${path}/versions`, { name: 'For all' })
    const versions = async () => (await (await house.as(pupil)).get(`${path}/versions`)).body.versions
    const before = await versions()
    expect(before).toMatchObject([{ name: 'For all', authors: [teacher.id] }])
    await foldLog(house.deps, page.id, new Date(house.clock.now().getTime() + hours(25)))
    expect(await versions()).toEqual(before)
  })
})
