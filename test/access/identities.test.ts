import { afterAll, beforeAll, expect, it } from 'vitest'
import { helpRequests } from '#db/schema/help.ts'
import { mandatePosts } from '#db/schema/values.ts'
import { openTestApp, type TestApp } from '../helpers/app.ts'
import { makeApplication, makeCampaign as makeOpenCampaign } from '../helpers/applications.ts'
import { makeApproval } from '../helpers/approvals.ts'
import { makeConversation, makeMessageReport } from '../helpers/contacts.ts'
import { makeProfile } from '../helpers/directory.ts'
import { makeAward, makeCampaign, makeRulebook } from '../helpers/campaigns.ts'
import { makeJudgedCampaign, makeReading, makeSubmitted } from '../helpers/judging.ts'
import { makeNews, makePresentation, makeShownFile } from '../helpers/news.ts'
import { makeCircle } from '../helpers/circles.ts'
import { makeSearch } from '../helpers/searches.ts'
import { makeOffer } from '../helpers/offers.ts'
import { makeInstitution, makePlacement } from '../helpers/placements.ts'
import { type Cast, makeCast, makeOffices, type Offices } from '../helpers/programme-cast.ts'
import { programmeRows } from './programme-matrix.ts'

/*
 * On the wire: whoever has a mandate, trains or is trained reads at no door of the programme who a pupil is. A door that is new
 * is knocked at too, or fails here for want of something to put into its address.
 */

let house: TestApp
let offices: Offices
let cast: Cast
const inAddress: Record<string, string> = {}
beforeAll(async () => {
  house = await openTestApp()
  const { db } = house
  offices = await makeOffices(db, mandatePosts)
  cast = await makeCast(db, 'national', offices)
  const { owner, pupil } = cast.members
  const projectId = await cast.newProject({ state: 'waiting_office' })
  const askedBy = owner.id
  const at = house.clock.now()
  const asked = { officeId: offices.france.id, regionId: offices.lyon, holder: 'correspondent' as const, askedBy }
  const times = { askedAt: at, waitingSince: at, changedAt: at }
  const words = { kind: 'teaching' as const, title: 'Two rivers' }
  const [help] = await db
    .insert(helpRequests)
    .values({ ...asked, ...times, ...words, projectId })
    .returning({ id: helpRequests.id })
  const { institution, trainee } = await makeInstitution(db)
  const who = { traineeId: trainee.id, institutionId: institution.id, hostSchoolId: cast.school.id }
  const newsId = await makeNews(db, { officeId: offices.france.id, countryCode: 'FR' })
  const rulebookId = await makeRulebook(db, { officeId: offices.france.id, countryCode: 'FR' })
  const judged = await makeJudgedCampaign(db, { officeId: offices.france.id })
  const handedIn = { campaignId: judged, projectId, userId: owner.id }
  const applicationId = await makeSubmitted(db, handedIn)
  const given = { scheme: 'national_label' as const, awardedOn: '2026-11-20', countryCode: 'FR' }
  await makePresentation(db, projectId)
  await makeProfile(db, { userId: owner.id })
  const openId = await makeOpenCampaign(db, { officeId: offices.france.id, now: at })
  Object.assign(inAddress, {
    applicationId: await makeApplication(db, { campaignId: openId, projectId, userId: owner.id }),
    userId: owner.id,
    conversationId: (await makeConversation(db, owner.id, cast.members.partner.id)).id,
    reportId: await makeMessageReport(db, offices.france.id),
    newsId,
    rulebookId,
    letterId: crypto.randomUUID(),
    kind: 'head',
    language: 'de',
    campaignId: await makeCampaign(db, { officeId: offices.france.id, rulebookId }),
    fileId: await makeShownFile(db, { newsId }, new Uint8Array(8)),
    evaluationId: await makeReading(db, {
      applicationId,
      assessorId: offices.people['assessor']?.id ?? '',
      state: 'open',
    }),
    awardId: await makeAward(db, { ...given, ...handedIn, campaignId: judged, applicationId }),
    code: 'AAAABBBBCCCCDDDD',
    list: 'people',
    circleId: await makeCircle(db, owner),
    searchId: await makeSearch(db, owner.id),
    offerId: await makeOffer(db, { userId: owner.id }),
    officeId: offices.france.id,
    approvalId: await makeApproval(db, { projectId, officeId: offices.france.id, askedBy }),
    helpId: help?.id,
    regionId: offices.lyon,
    country: 'FR',
    schoolId: cast.school.id,
    placementId: await makePlacement(db, { ...who, tutorId: owner.id }),
    projectId,
    // Of registers there is none, and of mails nothing to stop.
    importId: crypto.randomUUID(),
    signed: 'x',
  })
  expect(pupil.displayName).toBe('Realname Child')
})
afterAll(() => house.close())

const addressOf = (route: string) =>
  route.replace('GET ', '').replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = inAddress[name]
    if (value === undefined) throw new Error(`nothing is known to put in the place of ${name} in ${route}`)
    return value
  })

it('no mandate, and no post outside the school, reads who a pupil is at any door of the programme', async () => {
  const addresses = Object.keys(programmeRows)
    .filter((route) => route.startsWith('GET '))
    .map(addressOf)
  const pupils = [cast.members.pupil, cast.members.pupil_admin]
  const telling = [...pupils.map(({ id }) => id), ...pupils.flatMap(({ pseudonym }) => pseudonym ?? []), 'Realname']
  const answered = new Set<string>()
  const readers = { ...offices.people, partner: cast.members.partner, stranger: cast.outside['stranger'] }
  for (const [reader, user] of Object.entries(readers)) {
    if (!user) throw new Error(`nobody plays ${reader}`)
    const browser = await house.as(user)
    house.forgetPaces()
    for (const address of addresses) {
      const { status, text } = await browser.get(address)
      if (status === 200) answered.add(address)
      expect(
        telling.filter((word) => text.includes(word)),
        `${reader} at ${address}`,
      ).toEqual([])
    }
  }
  // What was asked has answered somebody: else it would prove nothing.
  for (const name of [
    'desk',
    'approvals/',
    'help/',
    'mandates',
    'schools',
    'life',
    'news/',
    'directory/',
    'contacts',
    'conversations/',
    'message-reports/',
    'circulars',
    'conditions',
    'rulebooks/',
    'campaigns',
    'radar',
    'evaluations/',
    'certificate',
    'awards',
    'letters',
    'letter-templates',
  ])
    expect(
      [...answered].filter((address) => address.includes(name)),
      name,
    ).not.toEqual([])
}, 60_000)
