import { listProjectApprovals } from '#db/queries/approvals.ts'
import { actOn, appeal } from '../../approvals/approvals.ts'
import type { Outcomes } from '../../approvals/outcomes.ts'
import { endSession, startSession } from '../../auth/sessions.ts'
import { acceptInvitation } from '../../invitations/invitations.ts'
import { type Ctx, requireUser } from '../../kit/context.ts'
import { inviteToProject } from '../../people/invitations.ts'
import { acceptCoFounding, askCoFounder } from '../../project-life/co-founder.ts'
import { leaveProject } from '../../projects/life.ts'
import { projectOutcome } from '../../projects/outcome.ts'
import { editProject, foundProject } from '../../projects/projects.ts'
import { type Deed, emailOf } from './cast.ts'
import type { DemoLife } from './lives.ts'

/* A project of the demonstration, from its founding to where it stands today, as what its people do day by day. */

const outcomes: Outcomes = { project: projectOutcome }

/** What of its life is done to it, once it is founded. */
type Step = Omit<Deed, 'run'> & { run(ctx: Ctx, projectId: string): Promise<unknown> }

/** `founded` is told its id. */
export function deedsOf(life: DemoLife, cover: number, founded: (projectId: string) => void): Deed[] {
  let projectId = ''
  const founding: Deed = {
    ...{ by: life.founder, daysAgo: life.daysAgo },
    async run(ctx) {
      projectId = (await foundProject(ctx, draftOf(life, cover))).id
      founded(projectId)
    },
  }
  const steps = [...coFounding(life), ...answers(life), ...joining(life), ...ending(life)]
  return [founding, ...steps.map(({ by, daysAgo, run }) => ({ by, daysAgo, run: (ctx: Ctx) => run(ctx, projectId) }))]
}

const draftOf = ({ kind, name, summary, languages, subjects, ages, isAlone }: DemoLife, cover: number) => ({
  ...{ kind, name, summary, languages, subjects, cover, ageFrom: ages[0], ageTo: ages[1], classroomIds: [] },
  start: isAlone ? ('alone' as const) : ('with_partner' as const),
})

function coFounding({ founder: by, daysAgo, coFounder }: DemoLife): Step[] {
  if (coFounder === undefined) return []
  const { name, acceptedDaysAgo } = coFounder
  const asking: Step = { by, daysAgo, run: (ctx, id) => askCoFounder(ctx, id, emailOf.get(name) ?? null) }
  if (acceptedDaysAgo === undefined) return [asking]
  return [asking, { by: name, daysAgo: acceptedDaysAgo, run: acceptCoFounding }]
}

/** As their office, or the head of their school. */
const answers = ({ founder, answers: given = [], appeal: against }: DemoLife): Step[] => [
  ...given.map(({ by, daysAgo, act, text }) => ({
    ...{ by, daysAgo },
    async run(ctx: Ctx, projectId: string) {
      const { schoolId } = requireUser(ctx)
      const asked = await listProjectApprovals(ctx.db, projectId)
      const mine = asked.find(({ officeId, deciderSchoolId }) => [officeId, deciderSchoolId].includes(schoolId))
      if (!mine) throw new Error(`nobody asked ${by} about this project`)
      await actOn(ctx, outcomes, { id: mine.id, act, text })
    },
  })),
  ...(against === undefined ? [] : [{ by: founder, daysAgo: against.daysAgo, run: appealing(against.text) }]),
]

const appealing = (text: string) => async (ctx: Ctx, projectId: string) => {
  const refused = (await listProjectApprovals(ctx.db, projectId)).find(({ state }) => state === 'refused')
  if (!refused) throw new Error('nobody refused this project')
  await appeal(ctx, outcomes, { id: refused.id, text })
}

/** By a link, signed in for as long as that takes. */
const joining = ({ founder, joined = [] }: DemoLife): Step[] =>
  joined.flatMap(({ name, daysAgo, leftDaysAgo }) => {
    let token = ''
    const inviting: Step = {
      ...{ by: founder, daysAgo },
      async run(ctx, projectId) {
        const { invitation } = await inviteToProject(ctx, projectId, { role: 'teacher', audience: 'partner' })
        token = new URL(invitation.url).hash.slice(1)
      },
    }
    const coming: Step = {
      ...{ by: name, daysAgo },
      async run(ctx) {
        const session = { userId: requireUser(ctx).id, kind: 'staff' as const, isSharedDevice: true }
        const { id: sessionId } = await startSession(ctx, session)
        await acceptInvitation({ ...ctx, sessionId }, { token })
        await endSession(ctx, sessionId)
      },
    }
    const leaving = leftDaysAgo === undefined ? [] : [{ by: name, daysAgo: leftDaysAgo, run: leaveProject }]
    return [inviting, coming, ...leaving]
  })

const ending = ({ founder: by, ended = [] }: DemoLife): Step[] =>
  ended.map(({ state, daysAgo }) => ({ by, daysAgo, run: (ctx, id) => editProject(ctx, id, { state }) }))
