import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { profiles } from '#db/schema/profiles.ts'
import { projects } from '#db/schema/projects.ts'
import type { Browser } from '#test/helpers/app.ts'
import { allRead, makeProfile } from '#test/helpers/directory.ts'
import { makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { claire, eleni, greek, house, matches, post, withOfferCast } from '#test/helpers/offer-cast.ts'
import { offerDraft } from '#test/helpers/offers.ts'

/* A match becomes a project; who is asked for it stays who they want to be. */

withOfferCast()

describe('a project from a match', () => {
  const pact = { rhythm: 'Once a month, live.', calendars: 'Holidays in February and at Easter.' }
  const found = (browser: Browser, id: string, other: string) =>
    browser.post(`/api/offers/${id}/matches/${other}/project`, pact)
  const asked = async ({ id }: TestUser) =>
    house.db.select({ id: projects.id }).from(projects).where(eq(projects.coFounderId, id))

  it('is founded once, with outline and pact from both offers, and the other teacher is asked and accepts', async () => {
    const [id, other] = [await post(claire.browser), await post(eleni.browser, greek)]
    const first = await found(claire.browser, id, other)
    expect([first.status, (await found(claire.browser, id, other)).body]).toEqual([201, first.body])
    const projectId = String(first.body.id)
    const { project } = (await claire.browser.get(`/api/projects/${projectId}`)).body
    expect(project).toMatchObject({
      ...{ kind: 'european', state: 'waiting_partner', name: offerDraft.title, summary: offerDraft.words },
      ...{ languages: ['en'], subjects: ['sciences'], ageFrom: 12, ageTo: 13, role: 'owner' },
    })
    const { body } = await claire.browser.get(`/api/projects/${projectId}/dossier`)
    expect(JSON.stringify(body)).toContain('Μετράμε το νερό.')
    expect(JSON.stringify(body)).toContain(pact.calendars)
    expect(await asked(eleni.user)).toEqual([{ id: projectId }])
    expect((await eleni.browser.post(`/api/projects/${projectId}/accept`)).status).toBe(200)
    expect((await matches(claire.browser, id)).body.matches).toMatchObject([{ projectId }])
    expect((await found(eleni.browser, other, id)).body.error.reason).toBe('offer_founded')
  })

  it('is not founded with an offer that does not fit, is taken back, or is not there', async () => {
    const id = await post(claire.browser)
    const other = await post(eleni.browser, { ...greek, kind: 'national' })
    const gone = await post(eleni.browser, greek)
    await eleni.browser.send('PATCH', `/api/offers/${gone}`, { state: 'withdrawn' })
    for (const match of [other, gone, id, randomUUID()])
      expect((await found(claire.browser, id, match)).status).toBe(404)
    expect(await asked(eleni.user)).toEqual([])
  })

  it('is refused without a name by who hides theirs: in the bell, in the audit, and in what goes over the line', async () => {
    const admin = await house.as(await makeStaff(house.db, { schoolId: claire.school.id, isSchoolAdmin: true }))
    const refusal = async () => {
      const projectId = String(
        (await found(claire.browser, await post(claire.browser), await post(eleni.browser, greek))).body.id,
      )
      expect((await eleni.browser.post(`/api/projects/${projectId}/decline`)).status).toBe(204)
      const [notice] = (await claire.browser.get('/api/notices')).body.notices
      expect(notice).toMatchObject({ kind: 'co_founder_declined', project: { id: projectId } })
      const { text } = await admin.get('/api/school/audit')
      expect(text).toContain('project.founding_declined')
      return [notice.actor?.name, text.includes(eleni.user.displayName)]
    }
    await makeProfile(house.db, { userId: eleni.user.id, visible: { ...allRead, name: 'nobody' } })
    expect(await refusal()).toEqual([undefined, false])
    expect(JSON.stringify(house.rooms.notices)).not.toContain(eleni.user.id)
    await house.db.update(profiles).set({ visible: allRead }).where(eq(profiles.userId, eleni.user.id))
    expect(await refusal()).toEqual([eleni.user.displayName, true])
  })
})
