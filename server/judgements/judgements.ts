import type { DbOrTx, Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  deleteObservation,
  findAgreement,
  findJudgement,
  findObservation,
  insertObservation,
  listAgreements,
  listJudgements,
  listJudgementsAt,
  listObservations,
  listTeachersFor,
  type Place,
  updateJudgementShown,
  updatePublished,
  upsertAgreement,
  upsertJudgement,
} from '#db/queries/judgements.ts'
import { listExtractsAmong } from '#db/queries/extracts.ts'
import { findMember, listFormerMembers, listMembers, type MemberRow } from '#db/queries/members.ts'
import { findCriterion, findRubric } from '#db/queries/rubrics.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import {
  hindranceToAgree,
  hindranceToJudge,
  type JudgedPupil,
  type JudgementViewer,
  judges,
  speaksAs,
} from '../access/judgement-rules.ts'
import { isPupilRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { inProject } from '../projects/projects.ts'
import type { AgreementGiven, JudgementGiven, ObservationGiven, Publishing } from './input.ts'
import { viewFor } from './views.ts'

const viewerOf = ({ user, role, schoolId, groupId }: ProjectGrant): JudgementViewer => ({
  ...{ userId: user.id, role, schoolId, groupId },
})

const pupilOf = ({ userId, school, groupId }: MemberRow): JudgedPupil => ({ userId, schoolId: school.id, groupId })

/** Who is, or was, a pupil in a project: what was judged stays when somebody leaves. */
async function pupilsIn(db: DbOrTx, projectId: string): Promise<Map<string, JudgedPupil>> {
  const all = [...(await listMembers(db, projectId)), ...(await listFormerMembers(db, projectId))]
  return new Map(all.filter(({ role }) => isPupilRole(role)).map((member) => [member.userId, pupilOf(member)]))
}

/** What somebody may see of what was judged in a project. */
export async function showJudgements(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'judgement.read')
  const all = await listJudgements(ctx.db, projectId)
  const tied = all.flatMap(({ extractIds }) => extractIds)
  // One that was let go since is no longer said.
  const there = new Set(await listExtractsAmong(ctx.db, projectId, tied))
  const rows = {
    judgements: all.map((row) => ({ ...row, extractIds: row.extractIds.filter((id) => there.has(id)) })),
    agreements: await listAgreements(ctx.db, projectId),
    observations: await listObservations(ctx.db, projectId),
  }
  const view = viewFor(viewerOf(grant), await pupilsIn(ctx.db, projectId), rows)
  return { ...view, can: { judge: grant.can('judgement.enter'), assess: grant.can('judgement.assess') } }
}

/** A pupil who is here, and a criterion by which the project is judged now. */
async function requirePlace(tx: Tx, projectId: string, given: { pupil: string; criterion: string }) {
  const member = await findMember(tx, projectId, given.pupil)
  const criterion = await findCriterion(tx, projectId, given.criterion)
  if (!member || !isPupilRole(member.role) || !criterion) throw notFound()
  return { pupil: pupilOf(member), place: { projectId, pupilId: member.userId, criterionId: criterion.id } }
}

/** The same, for those who judge this pupil. */
async function requireJudge(tx: Tx, grant: ProjectGrant, given: { pupil: string; criterion: string }): Promise<Place> {
  const { pupil, place } = await requirePlace(tx, grant.projectId, given)
  if (!judges(viewerOf(grant), pupil)) throw new AppError('forbidden', 'judgement_elsewhere')
  return place
}

/** Says how far a pupil has come: a teacher blind to the others, a pupil of themselves or of another. */
export async function enterJudgement(ctx: Ctx, projectId: string, given: JudgementGiven) {
  const { role } = await requireProject(ctx, projectId, 'judgement.read')
  const action = isPupilRole(role) ? 'judgement.assess' : 'judgement.enter'
  return inProject(ctx, projectId, action, async (tx, grant) => {
    const { pupil, place } = await requirePlace(tx, projectId, given)
    const opened = (await findRubric(tx, projectId)) ?? { isOpen: false, peers: 'nobody' as const }
    const kind = speaksAs(viewerOf(grant), pupil, opened)
    if (kind === null) throw new AppError('forbidden', isPupilRole(role) ? 'assessment_closed' : 'judgement_elsewhere')
    if (kind === 'teacher') await requireOpenPlace(tx, place, grant.user.id, given)
    const { level, words } = given
    const extractIds = kind === 'teacher' ? await requireExtracts(tx, projectId, given.extracts) : []
    const id = await upsertJudgement(tx, {
      ...{ ...place, authorId: grant.user.id, kind, level, words, at: ctx.now() },
      extractIds,
    })
    return { id }
  })
}

/** Those that are there; one of another project, or of none, is not found. */
async function requireExtracts(tx: Tx, projectId: string, asked: readonly string[]): Promise<string[]> {
  const extractIds = [...new Set(asked)]
  if ((await listExtractsAmong(tx, projectId, extractIds)).length !== extractIds.length) throw notFound()
  return extractIds
}

async function requireOpenPlace(tx: Tx, place: Place, by: string, { level }: JudgementGiven): Promise<void> {
  if (level === null) throw new AppError('invalid', 'judgement_empty')
  const hindrance = hindranceToJudge({
    ...(await enteredAt(tx, place)),
    by,
    isAgreed: Boolean(await findAgreement(tx, place)),
  })
  if (hindrance !== null) throw new AppError('conflict', hindrance)
}

const enteredAt = async (tx: Tx, place: Place) => ({
  entered: (await listJudgementsAt(tx, place)).flatMap(({ kind, authorId }) => (kind === 'teacher' ? [authorId] : [])),
})

/** What the teachers of a pupil came to, or that they differ. Its pupil reads it when it is published, and not before. */
export async function agree(ctx: Ctx, projectId: string, given: AgreementGiven): Promise<void> {
  await inProject(ctx, projectId, 'judgement.enter', async (tx, grant) => {
    const place = await requireJudge(tx, grant, given)
    const by = grant.user.id
    const team = await listTeachersFor(tx, projectId, grant.schoolId)
    const isAgreed = (await findAgreement(tx, place)) !== null
    const hindrance = isAgreed ? null : hindranceToAgree({ ...(await enteredAt(tx, place)), by, team })
    if (hindrance !== null) throw new AppError('conflict', hindrance)
    const { level, note, words } = given
    await upsertAgreement(tx, { ...place, level, note, words, agreedBy: by, agreedAt: ctx.now() })
  })
}

/** Shows pupils of one's own school what was agreed about them, or takes it back. */
export async function publish(ctx: Ctx, projectId: string, { pupils, isPublished }: Publishing) {
  return inProject(ctx, projectId, 'judgement.enter', async (tx, grant) => {
    const here = await pupilsIn(tx, projectId)
    const asked = pupils.map((userId) => here.get(userId))
    if (asked.some((pupil) => !pupil)) throw notFound()
    if (asked.some((pupil) => pupil && !judges(viewerOf(grant), pupil)))
      throw new AppError('forbidden', 'judgement_elsewhere')
    const publishedAt = isPublished ? ctx.now() : null
    const changed = await updatePublished(tx, { projectId, pupilIds: pupils, publishedAt, publishedBy: grant.user.id })
    if (changed.length > 0)
      await insertAudit(tx, {
        ...{ at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, about: changed, projectId },
        ...{ targetId: projectId, detail: { pupils: changed.length } },
        action: isPublished ? 'judgements.published' : 'judgements.withdrawn',
      })
    return { pupils: changed.length }
  })
}

/** Lets a peer's words through to the pupil they are about, or takes them back. */
export async function showPeer(ctx: Ctx, judgementId: string, isShown: boolean): Promise<void> {
  const found = await findJudgement(ctx.db, judgementId)
  if (!found) throw notFound()
  await inProject(ctx, found.projectId, 'judgement.enter', async (tx, grant) => {
    const { projectId, kind, pupilId } = found
    const pupil = (await pupilsIn(tx, projectId)).get(pupilId)
    if (kind !== 'peer' || !pupil || !judges(viewerOf(grant), pupil)) throw notFound()
    const shown = isShown ? { shownAt: ctx.now(), shownBy: grant.user.id } : { shownAt: null, shownBy: null }
    await updateJudgementShown(tx, judgementId, shown)
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, about: [pupilId], projectId },
      ...{ action: isShown ? 'judgement.shown' : 'judgement.hidden', targetId: pupilId },
    })
  })
}

/** One tap during the lesson. */
export const observe = (ctx: Ctx, projectId: string, given: ObservationGiven) =>
  inProject(ctx, projectId, 'judgement.enter', async (tx, grant) => {
    const place = await requireJudge(tx, grant, given)
    return { id: await insertObservation(tx, { ...place, level: given.level, authorId: grant.user.id, at: ctx.now() }) }
  })

/** Takes one's own tap back. */
export async function unobserve(ctx: Ctx, observationId: string): Promise<void> {
  const found = await findObservation(ctx.db, observationId)
  if (!found) throw notFound()
  await inProject(ctx, found.projectId, 'judgement.enter', async (tx, grant) => {
    // Of another's nobody is told that it is there.
    if (found.authorId !== grant.user.id) throw notFound()
    await deleteObservation(tx, observationId)
  })
}
