import { at, type Case, office } from './rows.ts'

/** Who decides at the office of Italy; who reads its awards. The columns: see `office` in `rows.ts`. */
const deciders = 'u h h h y y f f f h'
const directors = 'u h h h y f f f f h'
const readers = 'u h h h y y y y f h'
/** An evaluation is its assessor's: to everybody else it is not there, whatever they are at the office. */
const own = 'u h h h h h h h y h'
/** Pupils have none of that at all. */
const [ofOwn, ofDirectors] = ['u h f h y y y y f h', 'u h f h y f f f f h']
const decision = { outcome: 'refused', feedback: [] }

export const evaluationRows: Record<string, Case[]> = {
  'POST /api/campaigns/:campaignId/assign': [
    office('gives applications to readers', deciders, async ({ newJudging }) =>
      at(`/api/campaigns/${(await newJudging()).campaignId}/assign`, {}),
    ),
  ],
  'GET /api/campaigns/:campaignId/deliberation': [
    office('reads what came of the marks', deciders, async ({ newJudging }) =>
      at(`/api/campaigns/${(await newJudging()).campaignId}/deliberation`),
    ),
  ],
  'POST /api/campaigns/:campaignId/publish': [
    office('publishes what was decided', directors, async ({ newJudging }) =>
      at(`/api/campaigns/${(await newJudging({ state: 'decided' })).campaignId}/publish`, {}),
    ),
  ],
  'GET /api/evaluations': [
    office('lists what one was given to judge', 'u y f y y y y y y y', () => at('/api/evaluations')),
  ],
  'GET /api/evaluations/:evaluationId': [
    office('reads what one was given to judge', own, async ({ newJudging }) =>
      at(`/api/evaluations/${(await newJudging()).evaluationId}`),
    ),
  ],
  'POST /api/evaluations/:evaluationId/gate': [
    office('says whether one is near to it', own, async ({ newJudging }) =>
      at(`/api/evaluations/${(await newJudging()).evaluationId}/gate`, { isNear: false }),
    ),
  ],
  'PUT /api/evaluations/:evaluationId/marks/:criterion': [
    office('marks it', own, async ({ newJudging }) =>
      at(`/api/evaluations/${(await newJudging({ evaluation: 'open' })).evaluationId}/marks/pedagogy`, {
        ...{ value: 3, comment: '', revision: 0 },
      }),
    ),
  ],
  'POST /api/evaluations/:evaluationId/submit': [
    office('hands marks in', own, async ({ newJudging }) =>
      at(`/api/evaluations/${(await newJudging({ evaluation: 'marked' })).evaluationId}/submit`, {}),
    ),
  ],
  'POST /api/applications/:applicationId/decisions': [
    office('decides about it', deciders, async ({ newJudging, commission }) =>
      at(`/api/applications/${(await newJudging({ state: 'judged' })).applicationId}/decisions`, {
        ...{ ...decision, present: commission },
      }),
    ),
  ],
  'POST /api/applications/:applicationId/return': [
    office('sends it back to be completed', deciders, async ({ newJudging, tomorrow }) =>
      at(`/api/applications/${(await newJudging({ evaluation: 'none' })).applicationId}/return`, {
        ...{ reason: 'The plan is missing.', until: tomorrow() },
      }),
    ),
  ],
  'GET /api/awards': [office('lists awards around oneself', 'u y f y y y y y y y', () => at('/api/awards'))],
  'GET /api/awards/:awardId/certificate': [
    office('fetches a certificate of the office', ofOwn, async ({ newGiven }) =>
      at(`/api/awards/${await newGiven()}/certificate`),
    ),
  ],
  'POST /api/awards/:awardId/withdraw': [
    office('withdraws an award', ofDirectors, async ({ newGiven }) =>
      at(`/api/awards/${await newGiven()}/withdraw`, { reason: 'Given by mistake.' }),
    ),
  ],
  'GET /api/offices/:officeId/awards': [
    office('lists the awards of an office', readers, ({ offices }) => at(`/api/offices/${offices.italy.id}/awards`)),
  ],
  'GET /certificate/:code': [
    office('sees whether a certificate is one', 'y y y y y y y y y y', () => at('/certificate/AAAABBBBCCCCDDDD')),
  ],
}
