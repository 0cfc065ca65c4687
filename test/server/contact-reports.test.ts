import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { offices } from '#db/schema/offices.ts'
import { forgetOldTalk } from '#server/chat/forget.ts'
import {
  befriend,
  block,
  browsers,
  end,
  house,
  italy,
  outcome,
  people,
  put,
  say,
  type Who,
  withContactCast,
} from '#test/helpers/contact-cast.ts'
import { makeStaff } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* What can be reported, how often and to whom: also what its writer took back, and where no office of the country is open. */

withContactCast()

const dayMs = 24 * 60 * 60_000
const later = (days: number) => ({
  ...house.deps,
  now: () => new Date(house.clock.now().getTime() + days * dayMs),
})
const listOf = async (officeId = italy.id, browser = browsers.officer, state = 'open') =>
  (await browser.get(`/api/offices/${officeId}/message-reports?state=${state}`)).body.reports
const saidIn = async (reportId: string, officeId = italy.id, browser = browsers.officer) =>
  (await browser.get(`/api/offices/${officeId}/message-reports/${reportId}`)).body.report.said
const reportLetter = async (who: Who, whom: Who) =>
  outcome(await browsers[who].post(`/api/contacts/${people[whom].id}/report`, { reason: 'unkind' }))
const settle = (id: string) =>
  browsers.officer.send('PATCH', `/api/offices/${italy.id}/message-reports/${id}`, { note: 'Done.' })

describe('what was taken back', () => {
  it('is read by the office for 30 days, and by nobody else', async () => {
    const id = await befriend()
    const { message } = (await say('anna', id, 'You are a fool.')).body
    const path = `/api/conversations/${id}/messages/${message.id}`
    await browsers.anna.send('DELETE', path)
    expect((await browsers.berto.get(`/api/conversations/${id}`)).text).not.toContain('fool')
    await forgetOldTalk(later(29))
    expect((await browsers.berto.post(`${path}/report`, { reason: 'unkind' })).status).toBe(204)
    const [{ id: reportId }] = await listOf()
    expect((await saidIn(reportId)).at(-1)).toMatchObject({ text: 'You are a fool.', isDeleted: true, by: 'subject' })
    await settle(reportId)
    await forgetOldTalk(later(31))
    expect(outcome(await browsers.berto.post(`${path}/report`, { reason: 'unkind' }))).toEqual([409, 'message_gone'])
  })

  it('is a first letter too, whatever was answered, also by who has blocked its writer', async () => {
    await put('anna', 'berto', 'Come to me alone.')
    await end('berto', 'anna')
    await end('anna', 'berto')
    await put('anna', 'berto', 'Sorry.')
    await end('anna', 'berto')
    expect((await block('berto', 'anna')).status).toBe(204)
    expect(await reportLetter('berto', 'anna')).toEqual([204, undefined])
    const [{ id }] = await listOf()
    expect(await saidIn(id)).toMatchObject([{ text: 'Come to me alone.\n\nSorry.', by: 'subject', name: 'Anna Neri' }])
    await settle(id)
    await forgetOldTalk(later(31))
    expect(await reportLetter('berto', 'anna')).toEqual([409, 'message_gone'])
  })

  it('tells nobody whether they are blocked: a block alone is no way to each other', async () => {
    await block('berto', 'anna')
    for (const ask of [reportLetter('anna', 'berto'), reportLetter('anna', 'carla')]) expect((await ask)[0]).toBe(409)
  })
})

describe('a report', () => {
  it('is made once while it is open, and can be made again once it is settled', async () => {
    await put('anna', 'berto', 'Give me your secrets.')
    expect([await reportLetter('berto', 'anna'), await reportLetter('berto', 'anna')]).toEqual([
      [204, undefined],
      [204, undefined],
    ])
    const [{ id }, ...others] = await listOf()
    expect(others).toEqual([])
    await settle(id)
    await end('anna', 'berto')
    await put('anna', 'berto', 'Again: your secrets.')
    expect(await reportLetter('berto', 'anna')).toEqual([204, undefined])
    expect((await listOf()).length).toBe(1)
  })

  it('is read by the office of Europe where that of the country is closed, before it or since', async () => {
    const europe = await makeOffice(house.db, { countryCode: null })
    const user = await makeStaff(house.db, { schoolId: europe.id, displayName: 'Europe' })
    for (const post of ['director', 'officer'] as const)
      await makeMandate(house.db, { officeId: europe.id, userId: user.id, post })
    const browser = await house.as(user)
    await put('anna', 'berto', 'One.')
    await put('carla', 'berto', 'Two.')
    await reportLetter('berto', 'anna')
    const closed = await browser.send('PATCH', `/api/offices/${italy.id}`, {
      closedOn: house.clock.now().toISOString().slice(0, 10),
    })
    expect(closed.status).toBe(204)
    expect(await listOf(europe.id, browser)).toMatchObject([{ subject: { name: 'Anna Neri' } }])
    expect(await reportLetter('berto', 'carla')).toEqual([204, undefined])
    expect(await listOf(europe.id, browser)).toHaveLength(2)
    await house.db.update(offices).set({ closedOn: null }).where(eq(offices.schoolId, italy.id))
  })
})
