import type { DbOrTx } from '#db/client.ts'
import { type ApprovalRow, findApprovalNames, listApprovalNotes, listApprovalSchools } from '#db/queries/approvals.ts'
import { findNewcomerFacts } from '#db/queries/registrations.ts'
import { findProject } from '#db/queries/projects.ts'
import { type ApprovalGrant, listAppealDeciders } from '../access/approvals.ts'
import type { Ctx } from '../kit/context.ts'
import { readOutline } from '../dossier/outline.ts'
import { notFound } from '../kit/errors.ts'
import { subjectOf } from './outcomes.ts'

/** What a project says of itself: an office sees no more of it, and nobody in it. */
async function viewProject(db: DbOrTx, projectId: string | null) {
  const project = projectId === null ? null : await findProject(db, projectId)
  if (!project) return null
  const { id, name, kind, state, summary, cover, languages, subjects, ageFrom, ageTo } = project
  const said = await readOutline(db, project)
  return { id, name, kind, state, summary, cover, languages, subjects, ageFrom, ageTo, ...said }
}

async function viewSubject(db: DbOrTx, row: ApprovalRow, person: string | null) {
  const schools = await listApprovalSchools(db, row)
  return {
    kind: subjectOf(row).subject,
    person,
    /** What somebody says of themselves who came by themselves, and the address that they have proved. */
    newcomer: row.userId === null ? null : await findNewcomerFacts(db, row.userId),
    project: await viewProject(db, row.projectId),
    schools: schools.map(({ regionId: _, ...school }) => school),
    /** Whether a yes to the person is one to the school, of which they told us. */
    bringsSchool: row.vouchesFor !== null,
  }
}

async function appealTo(ctx: Ctx, { officeId, decidedBy }: ApprovalRow) {
  if (officeId === null) return null
  return (await listAppealDeciders(ctx.db, ctx, { officeId, refusedBy: decidedBy })).at
}

/** An approval with its thread. What a correspondent thinks of it is read by who decides, not by who asked. */
export async function viewApproval(ctx: Ctx, { row, facts, may }: ApprovalGrant) {
  const names = await findApprovalNames(ctx.db, row.id)
  if (!names) throw notFound()
  const isAsker = facts.parts.includes('asker')
  const notes = await listApprovalNotes(ctx.db, row.id)
  return {
    id: row.id,
    state: row.state,
    decider: { kind: row.officeId === null ? ('school' as const) : ('office' as const), name: names.decider },
    subject: await viewSubject(ctx.db, row, names.person),
    askedBy: names.asker,
    askedAt: row.askedAt.toISOString(),
    decidedBy: names.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    /** What was refused before. */
    appeals: row.appeals,
    isAsker,
    /** Whose notes on accompaniment one may read besides. */
    notesAt: facts.parts.some((part) => part === 'officer' || part === 'adviser') ? row.officeId : null,
    /** Before one asks once more: who would decide. */
    appealTo: may('appeal') ? await appealTo(ctx, row) : null,
    thread: notes
      .filter(({ step }) => step !== 'advice' || !isAsker)
      .map((note) => ({ ...note, at: note.at.toISOString() })),
    can: {
      ask: may('ask'),
      answer: may('answer'),
      approve: may('approve'),
      refuse: may('refuse'),
      withdraw: may('withdraw'),
      advise: may('advise'),
      appeal: may('appeal'),
    },
  }
}
