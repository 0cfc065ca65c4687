import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { at, type Case, fresh, office } from './rows.ts'

/** Who plans at the office of Italy, and who reads there. The columns: see `office` in `rows.ts`. */
const planners = 'u h h h y y f f f h'
const readers = 'u h h h y y y y f h'

const label = shippedRulebooks.find(({ version, scheme }) => scheme === 'school_label' && version === '2017')
const dates = {
  ...{ year: 2026, opensAt: '2026-11-01T08:00:00Z', closesAt: '2099-01-15T22:59:00Z' },
  decidesAt: '2099-03-01T08:00:00Z',
}

export const campaignRows: Record<string, Case[]> = {
  // Whose country has no office has none of it, nor has an office; a school's staff sees it, whatever they are.
  'GET /api/school/conditions': [
    office('reads which conditions the school meets', 'u h f h h h y h y y', () => at('/api/school/conditions')),
  ],
  'GET /api/school/calls': [
    // Nobody here is of an institution: to all others there is nothing (`test/server/institution-applications.test.ts`).
    office('reads what an institution can apply for', 'u h f h h h h h h h', () => at('/api/school/calls')),
  ],
  'GET /api/offices/:officeId/rulebooks': [
    office('lists rules', readers, ({ offices }) => at(`/api/offices/${offices.italy.id}/rulebooks`)),
  ],
  'POST /api/offices/:officeId/rulebooks': [
    office('copies rules', planners, async ({ offices, newRulebook }) =>
      at(`/api/offices/${offices.italy.id}/rulebooks`, { basedOn: await newRulebook(), version: fresh() }),
    ),
  ],
  'GET /api/offices/:officeId/rulebooks/:rulebookId': [
    office('reads rules', readers, async ({ offices, newRulebook }) =>
      at(`/api/offices/${offices.italy.id}/rulebooks/${await newRulebook()}`),
    ),
  ],
  'PATCH /api/offices/:officeId/rulebooks/:rulebookId': [
    office('changes rules', planners, async ({ offices, newRulebook }) =>
      at(`/api/offices/${offices.italy.id}/rulebooks/${await newRulebook()}`, {
        ...{ revision: 1, version: fresh(), titles: { en: 'Label' }, source: 'The office' },
        ...{ validFrom: '2026-09-01', validUntil: null, rules: label?.rules },
      }),
    ),
  ],
  'POST /api/offices/:officeId/rulebooks/:rulebookId/preview': [
    office('asks who would be eligible', planners, async ({ offices, newRulebook }) =>
      at(`/api/offices/${offices.italy.id}/rulebooks/${await newRulebook()}/preview`, { rules: label?.rules }),
    ),
  ],
  'GET /api/offices/:officeId/campaigns': [
    office('lists campaigns', readers, ({ offices }) => at(`/api/offices/${offices.italy.id}/campaigns`)),
  ],
  'POST /api/offices/:officeId/campaigns': [
    office('plans a campaign', planners, async ({ offices, newRulebook }) =>
      at(`/api/offices/${offices.italy.id}/campaigns`, { ...dates, title: fresh(), rulebookId: await newRulebook() }),
    ),
  ],
  'PATCH /api/offices/:officeId/campaigns/:campaignId': [
    office('cancels a campaign', planners, async ({ offices, newCampaign }) =>
      at(`/api/offices/${offices.italy.id}/campaigns/${await newCampaign()}`, { state: 'cancelled' }),
    ),
  ],
  'POST /api/campaigns/:campaignId/open': [
    office('opens a campaign', 'u h h h y f f f f h', async ({ newCampaign }) =>
      at(`/api/campaigns/${await newCampaign()}/open`, {}),
    ),
  ],
  'POST /api/campaigns/:campaignId/invite': [
    office('invites schools', planners, async ({ newOpenCampaign }) =>
      at(`/api/campaigns/${await newOpenCampaign()}/invite`, {}),
    ),
  ],
  'GET /api/offices/:officeId/radar': [
    office('sees which schools lack one condition', 'u h h h y y y f f h', ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/radar`),
    ),
  ],
}
