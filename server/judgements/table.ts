import { insertAudit } from '#db/queries/audit.ts'
import { listItemCodes } from '#db/queries/frameworks.ts'
import { listGroups } from '#db/queries/groups.ts'
import { listAgreements } from '#db/queries/judgements.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import { listCriteria } from '#db/queries/rubrics.ts'
import { requireProject } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { invalidField } from '../kit/errors.ts'
import { type ColumnValue, columnSets } from './columns.ts'

/** The levels that the team agreed on for its own school's pupils, as a table with the heads of `columns`. */
export async function exportLevels(ctx: Ctx, projectId: string, columns: string): Promise<string> {
  const grant = await requireProject(ctx, projectId, 'judgement.enter')
  const set = columnSets.find(({ id }) => id === columns)
  if (!set) throw invalidField('columns', 'invalid_input')
  const rows = await levelRows(ctx, projectId, grant.schoolId)
  await ctx.db.transaction((tx) =>
    insertAudit(tx, {
      ...{ at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, projectId, targetId: projectId },
      ...{ action: 'judgements.exported', detail: { rows: rows.length } },
    }),
  )
  const lines = [set.columns.map(([head]) => head), ...rows.map((row) => set.columns.map(([, value]) => row[value]))]
  // A spreadsheet of Windows takes it for UTF-8 by its first letter.
  return `\ufeff${lines.map((cells) => cells.map(cell).join(set.delimiter)).join('\r\n')}\r\n`
}

/** What a spreadsheet would reckon is words; the rest is quoted. */
const cell = (text: string) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`

async function levelRows(ctx: Ctx, projectId: string, schoolId: string): Promise<Record<ColumnValue, string>[]> {
  const people = [...(await listMembers(ctx.db, projectId)), ...(await listFormerMembers(ctx.db, projectId))]
  const pupils = new Map(people.filter(({ school }) => school.id === schoolId).map((one) => [one.userId, one]))
  const groups = new Map((await listGroups(ctx.db, projectId)).map(({ id, name }) => [id, name]))
  const criteria = new Map((await listCriteria(ctx.db, projectId)).map((one) => [one.id, one]))
  const tied = [...criteria.values()].flatMap(({ itemId }) => itemId ?? [])
  const codes = new Map(
    (await listItemCodes(ctx.db, tied)).map(({ id, code, framework }) => [id, `${framework} ${code}`]),
  )
  return (await listAgreements(ctx.db, projectId)).flatMap(({ pupilId, criterionId, level, words, agreedAt }) => {
    const [pupil, criterion] = [pupils.get(pupilId), criteria.get(criterionId)]
    if (!pupil || !criterion || level === null) return []
    return {
      ...{ pupil: pupil.displayName, group: groups.get(pupil.groupId ?? '') ?? '', criterion: criterion.words, words },
      ...{
        code: codes.get(criterion.itemId ?? '') ?? '',
        level: String(level),
        agreedOn: agreedAt.toISOString().slice(0, 10),
      },
    }
  })
}
