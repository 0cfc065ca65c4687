import { at, type Case, office } from './rows.ts'
import type { World } from './world.ts'

type State = Parameters<World['newQuestion']>[0]
const asked = async (world: World, state: State, act: string) =>
  `/api/approvals/${await world.newQuestion(state)}/${act}`
const text = 'For our river'

/** Asked by the teacher of Lazio about a colleague, decided by the office of Italy. */
export const approvalRows: Record<string, Case[]> = {
  //                                    anon stranger pupil europe director officer correspondent observer assessor italian
  'GET /api/approvals/:approvalId': [
    office('reads what is asked', 'u h h h y y y h h y', async (world) =>
      at(`/api/approvals/${await world.newQuestion('waiting')}`),
    ),
  ],
  'POST /api/approvals/:approvalId/decide': [
    office('says yes', 'u h h h y y f h h f', async (world) =>
      at(await asked(world, 'waiting', 'decide'), { outcome: 'approved' }),
    ),
    office('says no', 'u h h h y y f h h f', async (world) =>
      at(await asked(world, 'question', 'decide'), { outcome: 'refused', text }),
    ),
    office('decides about an appeal', 'u h h h y f f h h f', async (world) =>
      at(await asked(world, 'appealed', 'decide'), { outcome: 'approved' }),
    ),
  ],
  'POST /api/approvals/:approvalId/ask': [
    office('asks something', 'u h h h y y f h h f', async (world) =>
      at(await asked(world, 'waiting', 'ask'), { text }),
    ),
  ],
  'POST /api/approvals/:approvalId/answer': [
    office('answers', 'u h h h f f f h h y', async (world) => at(await asked(world, 'question', 'answer'), { text })),
  ],
  'POST /api/approvals/:approvalId/advise': [
    office('gives advice', 'u h h h f f y h h f', async (world) =>
      at(await asked(world, 'waiting', 'advise'), { text }),
    ),
  ],
  'POST /api/approvals/:approvalId/appeal': [
    office('asks once more', 'u h h h f f f h h y', async (world) =>
      at(await asked(world, 'refused', 'appeal'), { text }),
    ),
  ],
  'POST /api/approvals/:approvalId/withdraw': [
    office('takes it back', 'u h h h f f f h h y', async (world) => at(await asked(world, 'waiting', 'withdraw'), {})),
  ],
}
