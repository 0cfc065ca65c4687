import { makeApproval } from '../helpers/approvals.ts'
import { makeStaff } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import type { makeOfficePeople } from './office-world.ts'

/** Approvals, each made anew for one knock. */
export const approvalWorld = ({ db }: LiveApp, { people, offices }: Awaited<ReturnType<typeof makeOfficePeople>>) => ({
  /** About a new colleague of the teacher of Lazio, who asks. `appealed`: the officer refused it before. */
  async newQuestion(state: 'waiting' | 'question' | 'refused' | 'appealed') {
    const { id: userId } = await makeStaff(db, { schoolId: offices.otherSchool.id })
    const asked = { userId, officeId: offices.italy.id, askedBy: people.italian.id }
    if (state === 'waiting' || state === 'question') return makeApproval(db, { ...asked, state })
    const refused = await makeApproval(db, { ...asked, state: 'refused', decidedBy: people.officer.id })
    return state === 'refused' ? refused : makeApproval(db, { ...asked, appeals: refused })
  },
})
