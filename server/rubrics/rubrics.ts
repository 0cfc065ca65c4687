import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { listOfferedItems } from '#db/queries/frameworks.ts'
import { listGroups } from '#db/queries/groups.ts'
import { listAgreements } from '#db/queries/judgements.ts'
import { listMembers } from '#db/queries/members.ts'
import { findRubric, listCriteria, replaceCriteria, upsertRubric } from '#db/queries/rubrics.ts'
import { requireProject } from '../access/grants.ts'
import { isPupilRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import { inProject } from '../projects/projects.ts'
import type { RubricGiven } from './input.ts'

/** What is there before anybody has made one. */
const noRubric = { version: 0, isOpen: false, peers: 'nobody' as const, products: [] }

/**
 * What a project is judged by and what it makes. Pupils see it while it is open to them, and after that the criteria of
 * what was published about them.
 */
export async function showRubric(ctx: Ctx, projectId: string) {
  const { user, role, can } = await requireProject(ctx, projectId, 'judgement.read')
  const { version, isOpen, peers, products } = (await findRubric(ctx.db, projectId)) ?? noRubric
  const all = await listCriteria(ctx.db, projectId)
  const isClosedHere = isPupilRole(role) && !isOpen
  const told = isClosedHere ? await toldCriteria(ctx, projectId, user.id) : null
  return {
    rubric: {
      ...{ version, isOpen, peers },
      products: isClosedHere ? [] : products,
      criteria: all
        .filter(({ id }) => told === null || told.has(id))
        .map(({ id, words, itemId, levels, removedAt }) => ({
          id,
          words,
          itemId,
          levels,
          isRemoved: removedAt !== null,
        })),
    },
    can: { edit: can('rubric.edit'), judge: can('judgement.enter'), assess: can('judgement.assess') && isOpen },
  }
}

const toldCriteria = async (ctx: Ctx, projectId: string, userId: string) =>
  new Set(
    (await listAgreements(ctx.db, projectId))
      .filter(({ pupilId, publishedAt }) => pupilId === userId && publishedAt !== null)
      .map(({ criterionId }) => criterionId),
  )

/**
 * Saves it whole. Who began from an older one than there is now is told, and nothing is changed: both keep what they
 * wrote. Criteria that are taken out keep what was judged by them.
 */
export async function saveRubric(ctx: Ctx, projectId: string, given: RubricGiven) {
  await inProject(ctx, projectId, 'rubric.edit', async (tx, { user, schoolId }) => {
    const before = (await findRubric(tx, projectId)) ?? noRubric
    if (before.version !== given.version) throw new AppError('conflict', 'rubric_changed')
    await requireKnown(tx, { projectId, schoolId, given })
    const { isOpen, peers, products } = given
    const saved = { projectId, version: before.version + 1, savedBy: user.id, savedAt: ctx.now() }
    await upsertRubric(tx, { ...saved, isOpen, peers, products })
    await replaceCriteria(tx, projectId, given.criteria, ctx.now())
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: user.id, schoolId, about: 'project', projectId, targetId: projectId },
      action: 'rubric.saved',
      detail: { criteria: given.criteria.length, isOpen, peers },
    })
  })
  return showRubric(ctx, projectId)
}

interface Asked {
  projectId: string
  schoolId: string
  given: RubricGiven
}

/** Every id that it names: of this project, of what this school is offered, or tied to the criterion already. */
async function requireKnown(tx: Tx, { projectId, schoolId, given }: Asked): Promise<void> {
  const before = await listCriteria(tx, projectId)
  const tied = new Set(before.map(({ itemId }) => itemId))
  const asked = given.criteria.flatMap(({ itemId }) => (itemId === null || tied.has(itemId) ? [] : [itemId]))
  const offered = new Set(await listOfferedItems(tx, schoolId, asked))
  const strange = given.criteria.findIndex(({ itemId }) => itemId !== null && !tied.has(itemId) && !offered.has(itemId))
  if (strange >= 0) throw invalidField(`criteria.${strange}.itemId`, 'not_found')
  const groups = new Set((await listGroups(tx, projectId)).map(({ id }) => id))
  const pupils = new Set(
    (await listMembers(tx, projectId)).flatMap((one) => (one.kind === 'pupil' ? [one.userId] : [])),
  )
  const kept = new Set(
    ((await findRubric(tx, projectId))?.products ?? []).flatMap(({ groupIds, userIds }) => [...groupIds, ...userIds]),
  )
  const isKnown = (ids: readonly string[], here: ReadonlySet<string>) => ids.every((id) => here.has(id) || kept.has(id))
  const wrong = given.products.findIndex((one) => !isKnown(one.groupIds, groups) || !isKnown(one.userIds, pupils))
  if (wrong >= 0) throw invalidField(`products.${wrong}`, 'not_found')
}
