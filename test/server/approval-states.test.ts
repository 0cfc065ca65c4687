import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approvals } from '#db/schema/approvals.ts'
import { approvalStates, type ApprovalState, mandatePosts } from '#db/schema/values.ts'
import { type ApprovalAct, approvalActs } from '#server/access/approval-rules.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeApproval } from '#test/helpers/approvals.ts'
import type { TestUser } from '#test/helpers/factories.ts'
import { type Cast, makeCast, makeOffices, type Offices } from '#test/helpers/programme-cast.ts'

/** What is asked about a project, at the door of HTTP: each act, in each state, by each mandate, post and role. */

let house: TestApp
let offices: Offices
let cast: Cast
let people: Record<string, TestUser>
beforeAll(async () => {
  house = await openTestApp()
  offices = await makeOffices(house.db, mandatePosts)
  cast = await makeCast(house.db, 'national', offices)
  people = { ...cast.members, ...cast.outside }
})
beforeEach(() => house.forgetPaces())
afterAll(() => house.close())

/** An appeal waits as its first did, and others decide about it. */
type Standing = ApprovalState | 'appeal'
type Kind = 'national' | 'school'
type Part = 'asker' | 'officer' | 'director' | 'head' | 'adviser'

const askers: Record<string, Part> = { owner: 'asker', teacher: 'asker', partner: 'asker' }
/** Who is what where an office decides, and where the head of the school does. Nobody else is anything. */
const parts: Record<Kind, Record<string, Part>> = {
  national: { ...askers, officer: 'officer', director: 'director', correspondent: 'adviser' },
  school: { ...askers, head: 'head' },
}

const doors: Record<ApprovalAct, { path: string; body: object }> = {
  ask: { path: 'ask', body: { text: 'Which classes?' } },
  answer: { path: 'answer', body: { text: 'The fifth' } },
  approve: { path: 'decide', body: { outcome: 'approved' } },
  refuse: { path: 'decide', body: { outcome: 'refused', text: 'Not yet' } },
  withdraw: { path: 'withdraw', body: {} },
  advise: { path: 'advise', body: { text: 'I know them' } },
  appeal: { path: 'appeal', body: { text: 'Once more' } },
}
const by: Record<ApprovalAct, readonly Part[]> = {
  ask: ['officer', 'director', 'head'],
  answer: ['asker'],
  approve: ['officer', 'director', 'head'],
  refuse: ['officer', 'director', 'head'],
  withdraw: ['asker'],
  advise: ['adviser'],
  appeal: ['asker'],
}
const over = '409 approval_decided'
const early = '409 approval_not_now'
const table: Record<ApprovalAct, Record<'waiting' | 'question', string>> = {
  ask: { waiting: 'ok question', question: early },
  answer: { waiting: early, question: 'ok waiting' },
  approve: { waiting: 'ok approved', question: 'ok approved' },
  refuse: { waiting: 'ok refused', question: 'ok refused' },
  withdraw: { waiting: 'ok withdrawn', question: 'ok withdrawn' },
  advise: { waiting: 'ok waiting', question: 'ok question' },
  appeal: { waiting: '409 appeal_not_now', question: '409 appeal_not_now' },
}

function expected(kind: Kind, standing: Standing, act: ApprovalAct, actor: string): string {
  const part = parts[kind][actor]
  if (part === undefined) return '404 not_found'
  // About an appeal decides a director, and never who refused.
  if (!by[act].includes(part) || (standing === 'appeal' && part === 'officer')) return '403 forbidden'
  if (standing === 'appeal') return table[act].waiting
  if (standing === 'waiting' || standing === 'question') return table[act][standing]
  if (act !== 'appeal') return over
  // What the head of a school refuses is asked for again, by another plan.
  return standing === 'refused' && kind === 'national' ? 'ok waiting' : '409 appeal_not_now'
}

async function prepare(kind: Kind, standing: Standing) {
  const projectId = await cast.newProject({ kind, state: 'waiting_office' })
  const decider = kind === 'national' ? { officeId: offices.france.id } : { deciderSchoolId: cast.school.id }
  const asked = { projectId, ...decider, askedBy: people['owner']?.id ?? null }
  if (standing !== 'appeal') return makeApproval(house.db, { ...asked, state: standing })
  const refusedBy = people['officer']?.id ?? null
  const refused = await makeApproval(house.db, { ...asked, state: 'refused', decidedBy: refusedBy })
  return makeApproval(house.db, { ...asked, appeals: refused })
}

async function stateOf(id: string) {
  const [row] = await house.db.select({ state: approvals.state }).from(approvals).where(eq(approvals.id, id))
  return row?.state
}

const acts = Object.keys(approvalActs) as ApprovalAct[]
const places = [
  ...[...approvalStates, 'appeal' as const].map((standing, at) => ({ kind: 'national' as const, standing, at })),
  ...approvalStates.map((standing, at) => ({ kind: 'school' as const, standing, at: at + 1 })),
]

/** Who is something to it is asked everywhere; whoever is nothing to it, in every third place. */
const actorsFor = (kind: Kind, at: number) =>
  Object.entries(people).filter(([actor], index) => parts[kind][actor] !== undefined || (index + at) % 3 === 0)

describe('what is asked about a project', () => {
  it.each(places)('of the kind $kind, $standing, is as the table says', async ({ kind, standing, at }) => {
    const said: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    let id = await prepare(kind, standing)
    for (const [actor, user] of actorsFor(kind, at)) {
      const browser = await house.as(user)
      for (const act of acts) {
        const { path, body } = doors[act]
        const answer = await browser.post(`/api/approvals/${id}/${path}`, body)
        const isDone = answer.status < 300
        const name = `${actor}: ${act}`
        said[name] = isDone ? `ok ${answer.body.approval.state}` : `${answer.status} ${answer.body.error.reason}`
        wanted[name] = expected(kind, standing, act, actor)
        if (isDone) id = await prepare(kind, standing)
      }
      const is = standing === 'appeal' ? 'waiting' : standing
      expect(await stateOf(id), `what ${actor} was refused`).toBe(is)
    }
    expect(said).toEqual(wanted)
  })
})

it('is read by who asked, decides or advises, says no name of a pupil, and is there for nobody else', async () => {
  for (const kind of ['national', 'school'] as const) {
    const id = await prepare(kind, 'waiting')
    for (const [actor, user] of Object.entries(people)) {
      const { status, text } = await (await house.as(user)).get(`/api/approvals/${id}`)
      expect([actor, status]).toEqual([actor, parts[kind][actor] === undefined ? 404 : 200])
      expect(text).not.toMatch(/Realname|Lynx/)
    }
  }
})
