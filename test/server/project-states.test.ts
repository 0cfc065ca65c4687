import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { projects } from '#db/schema/projects.ts'
import { mandatePosts, projectKinds, projectStates } from '#db/schema/values.ts'
import { lifeSteps } from '#server/access/project-life.ts'
import type { ProjectState } from '#server/access/rules.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { type Cast, makeCast, makeOffices, memberActors, type ProjectKind } from '#test/helpers/programme-cast.ts'

/**
 * The life of a project as one table, asked at the door of HTTP: what each step answers, to whom, in which state, of which kind.
 * Both countries have an office and the head of the school says yes to what its teams plan, so that each kind has somebody
 * to wait for but a training, whose institution was admitted.
 */

let house: TestApp
const casts: Partial<Record<ProjectKind, Cast>> = {}
beforeAll(async () => {
  house = await openTestApp()
  const offices = await makeOffices(house.db, mandatePosts)
  for (const kind of projectKinds) casts[kind] = await makeCast(house.db, kind, offices)
})
beforeEach(() => house.forgetPaces())
afterAll(() => house.close())

const castOf = (kind: ProjectKind): Cast => {
  const cast = casts[kind]
  if (!cast) throw new Error(`nobody plays a project of the kind ${kind}`)
  return cast
}

const byKind = (answers: Record<ProjectKind, string>) => answers
/** Sent with nothing missing. */
const sent = byKind({
  european: 'ok waiting_office',
  national: 'ok waiting_office',
  school: 'ok waiting_office',
  training: 'ok open',
})
/** A partner has left what was not open yet. One inside a school lacks nobody; its head was not asked. */
const left = byKind({
  european: 'ok waiting_partner',
  national: 'ok waiting_partner',
  school: 'ok draft',
  training: 'ok waiting_partner',
})
const no = '403 forbidden'
const hidden = '404 not_found'
const founded = '409 project_has_founders'
const late = '409 submit_not_now'
const over = '409 project_archived'
const notYet = '409 project_not_open'

type Answer = string | Record<ProjectKind, string>
interface Step {
  method: 'POST' | 'PATCH'
  path: string
  body?: object
  /** Who is answered as the states say. */
  by: readonly string[]
  /** What other members are answered; whoever is not in it, is told that there is nothing. */
  others: string
  states: Record<ProjectState, Answer>
  /** Who of `by` is answered something else, while it is not archived. */
  but?: Record<string, string>
}

const teachers = ['owner', 'teacher', 'partner']
const all = (answer: string) => ({
  draft: answer,
  waiting_partner: answer,
  waiting_office: answer,
  open: answer,
  closed: answer,
  archived: answer,
})

/** All that is written by hand: what is true. */
const steps: Record<string, Step> = {
  found: {
    ...{ method: 'POST', path: 'co-founder', body: {}, by: teachers, others: no },
    states: { ...all(founded), draft: 'ok draft', waiting_partner: 'ok waiting_partner', archived: over },
  },
  accept: {
    ...{ method: 'POST', path: 'accept', by: ['asked'], others: hidden },
    states: { ...all(founded), draft: 'ok draft', waiting_partner: sent },
  },
  submit: {
    ...{ method: 'POST', path: 'submit', body: {}, by: teachers, others: no },
    states: { ...all(late), draft: sent, archived: over },
  },
  leave: {
    ...{ method: 'POST', path: 'leave', by: teachers, others: no },
    but: { owner: '409 last_owner', teacher: '409 last_owner' },
    states: {
      ...{ draft: 'ok draft', waiting_partner: left, waiting_office: left },
      ...{ open: 'ok open', closed: 'ok closed', archived: over },
    },
  },
  'to open': {
    ...{ method: 'PATCH', path: '', body: { state: 'open' }, by: teachers, others: no },
    states: {
      draft: sent,
      waiting_partner: sent,
      waiting_office: sent,
      open: 'ok open',
      closed: 'ok open',
      archived: over,
    },
  },
  'to closed': {
    ...{ method: 'PATCH', path: '', body: { state: 'closed' }, by: teachers, others: no },
    states: { ...all(notYet), open: 'ok closed', closed: 'ok closed', archived: over },
  },
  'to archived': {
    ...{ method: 'PATCH', path: '', body: { state: 'archived' }, by: ['owner'], others: no },
    states: { ...all('ok archived'), archived: over },
  },
  restore: {
    ...{ method: 'POST', path: 'restore', by: ['owner'], others: no },
    states: { ...all(no), archived: 'ok closed' },
  },
}

/** Of no state is it said from outside that a project is to be in it, but of these. */
const asked = ['open', 'closed', 'archived'] as const

it('has a row for every step of the life of a project and for every state that may be asked for', () => {
  const wanted = [...Object.keys(lifeSteps), 'accept', ...asked.map((state) => `to ${state}`), 'restore']
  expect(Object.keys(steps).toSorted()).toEqual(wanted.toSorted())
})

it('takes no other state that somebody asks for', async () => {
  const cast = castOf('european')
  const id = await cast.newProject({ state: 'open', openedAt: house.clock.now() })
  const owner = await house.as(cast.members.owner)
  const answers = await Promise.all(
    projectStates.map(async (state) => (await owner.patch(`/api/projects/${id}`, { state })).status === 400),
  )
  expect(projectStates.filter((_, at) => answers[at])).toEqual(
    projectStates.filter((one) => !asked.includes(one as never)),
  )
})

const prepare = (cast: Cast, state: ProjectState) => {
  const at = house.clock.now()
  const wasOpen = state === 'open' || state === 'closed' || state === 'archived'
  const archive = state === 'archived' ? { archivedAt: at, stateBefore: 'closed' as const } : {}
  return cast.newProject({ state, openedAt: wasOpen ? at : null, ...archive })
}

async function stateOf(id: string) {
  const [row] = await house.db.select({ state: projects.state }).from(projects).where(eq(projects.id, id))
  return row?.state
}

function expected(step: Step, { kind, state, actor }: { kind: ProjectKind; state: ProjectState; actor: string }) {
  if (!memberActors.includes(actor as never) && !step.by.includes(actor)) return hidden
  // Of an archive every member is told that it is one, whoever may do what.
  if (!step.by.includes(actor)) return state === 'archived' && step.states.archived === over ? over : step.others
  const other = state === 'archived' ? undefined : step.but?.[actor]
  const answer = other ?? step.states[state]
  return typeof answer === 'string' ? answer : answer[kind]
}

async function knock({ method, path, body }: Step, browser: Browser, id: string) {
  const answer = await browser.send(method, `/api/projects/${id}${path === '' ? '' : `/${path}`}`, body)
  return answer.status < 300 ? `ok ${await stateOf(id)}` : `${answer.status} ${answer.body.error.reason}`
}

/**
 * Teachers, and whoever is asked, for every state and kind. What a role or a mandate that may do nothing is told hangs on
 * neither: each of them is asked in every state and of every kind, and not in all pairs of these.
 */
function actorsFor(cast: Cast, at: number): string[] {
  const idle = [...memberActors.filter((actor) => !teachers.includes(actor)), ...Object.keys(cast.outside)]
  return [...teachers, 'asked', ...idle.filter((actor, index) => actor !== 'asked' && (index + at) % 3 === 0)]
}

const places = projectStates.flatMap((state, row) =>
  projectKinds.map((kind, column) => ({ state, kind, at: row + column })),
)

describe('the life of a project', () => {
  it.each(places)('of the kind $kind in the state $state is as the table says', async ({ state, kind, at }) => {
    const cast = castOf(kind)
    const people = { ...cast.members, ...cast.outside }
    const [said, wanted]: Record<string, string>[] = [{}, {}]
    let id = await prepare(cast, state)
    for (const actor of actorsFor(cast, at)) {
      const user = people[actor as keyof typeof people]
      if (!user || !said || !wanted) throw new Error(`nobody plays ${actor}`)
      const browser = await house.as(user)
      for (const [name, step] of Object.entries(steps)) {
        const answer = await knock(step, browser, id)
        said[`${actor}: ${name}`] = answer
        wanted[`${actor}: ${name}`] = expected(step, { kind, state, actor })
        if (answer.startsWith('ok')) id = await prepare(cast, state)
      }
      expect(await stateOf(id), `what ${actor} was refused`).toBe(state)
    }
    expect(said).toEqual(wanted)
  })

  it('is nobody’s who is not signed in', async () => {
    const id = await prepare(castOf('european'), 'draft')
    const visitor = house.visitor()
    for (const { method, path, body } of Object.values(steps))
      expect((await visitor.send(method, `/api/projects/${id}${path === '' ? '' : `/${path}`}`, body)).status).toBe(401)
  })
})
