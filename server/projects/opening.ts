import type { DbOrTx, Tx } from '#db/client.ts'
import { listProjectApprovals } from '#db/queries/approvals.ts'
import type { AuditLine } from '#db/queries/audit.ts'
import { listLifeSchools } from '#db/queries/project-life.ts'
import { findProject, updateProjectSchoolStanding, updateProjectState } from '#db/queries/projects.ts'
import { type Decider, decidersOf, missingToOpen, stateBeforeOpen } from '../access/project-life.ts'
import type { ProjectState } from '../access/rules.ts'
import { ask } from '../approvals/ask.ts'

type Project = NonNullable<Awaited<ReturnType<typeof findProject>>>
type LifeSchool = Awaited<ReturnType<typeof listLifeSchools>>[number]

const isSame = (decider: Decider, row: { officeId: string | null; deciderSchoolId: string | null }) =>
  'officeId' in decider ? row.officeId === decider.officeId : row.deciderSchoolId === decider.deciderSchoolId

/** What a project needs to open: what is missing, who says yes to it, and what each said last. */
export async function readNeeds(db: DbOrTx, project: Pick<Project, 'id' | 'kind' | 'openedAt'>, at: Date) {
  const schools = await listLifeSchools(db, project.id, at)
  const needsInstitution = schools[0]?.officeId !== null && schools.length > 0
  // Who was open once is not asked about again.
  const founders = project.openedAt === null ? schools.filter(({ standing }) => standing === 'founder') : []
  const asked = await listProjectApprovals(db, project.id)
  return {
    schools,
    missing: missingToOpen(project.kind, schools, { needsInstitution }),
    answers: decidersOf(project.kind, founders).map((decider) => {
      const last = asked.find((row) => isSame(decider, row))
      return { decider, last: last ?? null, state: last?.state ?? null }
    }),
    /** Whether an office is concerned, now or when those who are here found it together. */
    isConcerned: decidersOf(project.kind, schools).length > 0 || (project.kind === 'training' && needsInstitution),
  }
}

/** What came of a step: whom it rings for, and lines of the audit, which the caller writes last. */
export interface Consequence {
  state: ProjectState
  rings: string[]
  lines: AuditLine[]
}

interface Step {
  by: { id: string; schoolId: string }
  at: Date
  /** The school that has just come: where nothing is missing now, it is the second founder. */
  came?: string
  /** Whether those are asked who were not, or who said no. */
  asks: boolean
  text?: string
}

/** Whoever came last where that is known, else the first besides the founder with whom the kind has what it needs. */
function secondFounder(project: Pick<Project, 'kind'>, schools: readonly LifeSchool[], came: string | undefined) {
  const founders = schools.filter(({ standing }) => standing === 'founder')
  const others = schools.filter(({ standing }) => standing === 'partner')
  const [first] = founders
  if (project.kind === 'school' || !first) return undefined
  if (came !== undefined) return others.find(({ id }) => id === came)?.id
  if (founders.length > 1) return undefined
  return (others.find((other) => missingToOpen(project.kind, [first, other]) === null) ?? others.at(-1))?.id
}

/**
 * Moves a project on that is not open: to waiting for a partner, for those who say yes to it, or to open. The caller holds
 * `lockProject`.
 */
export async function advance(tx: Tx, project: Project, step: Step): Promise<Consequence> {
  const { by, at, came, asks, text = '' } = step
  const projectId = project.id
  const before = await readNeeds(tx, project, at)
  const second = before.missing === null ? secondFounder(project, before.schools, came) : undefined
  if (second !== undefined) await updateProjectSchoolStanding(tx, projectId, { schoolId: second, standing: 'founder' })
  const { missing, answers } = await readNeeds(tx, project, at)
  const rings: string[] = []
  const lines: AuditLine[] = []
  const states = answers.map(({ state }) => state)
  for (const [index, { decider, state }] of answers.entries()) {
    if (!asks || missing !== null || state === 'approved' || state === 'waiting' || state === 'question') continue
    const asked = await ask(tx, { subject: { projectId }, decider, by, at, text })
    states[index] = 'waiting'
    rings.push(...asked.rings)
    lines.push(asked.line)
  }
  const state = stateBeforeOpen(missing, states)
  const openedAt = state === 'open' ? (project.openedAt ?? at) : project.openedAt
  await updateProjectState(tx, projectId, { state, openedAt, archivedAt: null, stateBefore: null }, at)
  return { state, rings, lines }
}

/** Who has just come may be whom a project waited for. The caller holds `lockProject`. */
export async function openWhenComplete(
  tx: Tx,
  projectId: string,
  { by, at }: Pick<Step, 'by' | 'at'>,
): Promise<Consequence | null> {
  const project = await findProject(tx, projectId)
  if (project?.state !== 'waiting_partner') return null
  const { schools, missing } = await readNeeds(tx, project, at)
  if (missing !== null || !schools.some(({ id }) => id === by.schoolId)) return null
  return advance(tx, project, { by, at, came: by.schoolId, asks: true })
}
