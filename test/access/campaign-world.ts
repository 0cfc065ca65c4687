import type { LiveApp } from '../helpers/live-app.ts'
import { makeCampaign, makeRulebook } from '../helpers/campaigns.ts'
import type { makeOfficePeople } from './office-world.ts'

/** Rules and campaigns of the office of Italy, anew for each knock. */
export function campaignWorld({ db }: LiveApp, { offices }: Awaited<ReturnType<typeof makeOfficePeople>>) {
  const officeId = offices.italy.id
  const newRulebook = () => makeRulebook(db, { officeId, countryCode: 'IT' })
  const newCampaign = async (values: { state?: 'open'; openedAt?: Date } = {}) =>
    makeCampaign(db, {
      ...{ officeId, rulebookId: await newRulebook(), closesAt: new Date('2099-01-15T22:59:00Z') },
      ...{ decidesAt: new Date('2099-03-01T08:00:00Z'), ...values },
    })
  return {
    newRulebook,
    newCampaign: () => newCampaign(),
    newOpenCampaign: () => newCampaign({ state: 'open', openedAt: new Date() }),
  }
}
