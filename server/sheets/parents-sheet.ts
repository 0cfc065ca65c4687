import type { Locale } from '#db/schema/values.ts'
import { listFormerMembers, listMembers, type MemberRow } from '#db/queries/members.ts'
import { findProject } from '#db/queries/projects.ts'
import { findRubric, listCriteria } from '#db/queries/rubrics.ts'
import { findSchool } from '#db/queries/schools.ts'
import { listSubjects } from '#db/queries/team.ts'
import { isPupilRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { showJudgements } from '../judgements/judgements.ts'
import { requireSummary } from './judgements-sheet.ts'
import { parentsWords } from './parents-words.ts'
import type { Block } from './sheet.ts'
import { drawSheet } from './sheet-thread.ts'
import { sheetText } from './words.ts'
import { withoutNames } from './without-names.ts'

type Words = (typeof parentsWords)[Locale]

/**
 * What the parents of a pupil are told, on paper and in their language: what was agreed and published of their own child, and
 * nothing else. What the child said of themselves was said to the teachers; of other pupils there is not even a name.
 */
export async function drawParents(
  ctx: Ctx,
  { projectId, userId }: { projectId: string; userId: string },
  locale: Locale,
) {
  const { grant, pupil } = await requireSummary(ctx, projectId, userId)
  if (isPupilRole(grant.role)) throw new AppError('forbidden')
  const project = await findProject(ctx.db, projectId)
  const school = await findSchool(ctx.db, pupil.school.id)
  if (!project || !school) throw notFound()
  const words = parentsWords[locale]
  const name = pupil.displayName
  const others = await otherPupils(ctx, projectId, userId)
  const clean = (text: string) => withoutNames(text, name, others, words.otherPupil)
  const told = (await listTold(ctx, projectId, userId)).map((one) => ({ ...one, words: clean(one.words) }))
  const text = sheetText(locale, school.timeZone)
  return drawSheet(ctx, {
    title: words.title(name),
    language: locale,
    under: `${project.name} · ${text.day(ctx.now())}`,
    date: ctx.now(),
    blocks: [
      { is: 'text', text: words.lead(name, project.name) },
      {
        is: 'facts',
        rows: [
          [text.words.school, `${school.name}, ${school.town}`],
          ...(await teacherRows(ctx, projectId, pupil, words)),
        ],
      },
      ...madeBlocks((await listMade(ctx, projectId, pupil)).map(clean), words),
      ...toldBlocks(name, told, words),
      { is: 'heading', level: 1, text: words.questions },
      { is: 'text', text: words.ask },
      { is: 'text', text: words.read },
      { is: 'room', lines: 2 },
    ],
  })
}

/** Whose names are on nobody else's sheet: all who are or were pupils in the project. */
async function otherPupils({ db }: Ctx, projectId: string, userId: string): Promise<string[]> {
  const people = [...(await listMembers(db, projectId)), ...(await listFormerMembers(db, projectId))]
  return people.flatMap((one) => (isPupilRole(one.role) && one.userId !== userId ? [one.displayName] : []))
}

/** Who teaches what, of the pupil's own school. */
async function teacherRows(
  { db }: Ctx,
  projectId: string,
  pupil: MemberRow,
  words: Words,
): Promise<[string, string][]> {
  const here = (await listSubjects(db, [projectId])).filter(
    ({ schoolId, leftAt }) => schoolId === pupil.school.id && leftAt === null,
  )
  const said = here.flatMap(({ subject, teacher }) => (teacher === null ? [] : [words.teacherOf(subject, teacher)]))
  return said.length === 0 ? [] : [[words.teachers, said.join(', ')]]
}

/** Titles of what the pupil had a hand in: everybody's, their group's and their own. */
async function listMade({ db }: Ctx, projectId: string, { userId, groupId }: MemberRow): Promise<string[]> {
  const products = (await findRubric(db, projectId))?.products ?? []
  return products
    .filter(
      ({ groupIds, userIds }) =>
        groupIds.length + userIds.length === 0 || userIds.includes(userId) || groupIds.includes(groupId ?? ''),
    )
    .map(({ title }) => title)
}

interface Told {
  criterion: string
  level: number | null
  words: string
}

/** What was agreed and published, by criterion; where the teachers differ, their words alone. */
async function listTold(ctx: Ctx, projectId: string, userId: string): Promise<Told[]> {
  const { agreements } = await showJudgements(ctx, projectId)
  return (await listCriteria(ctx.db, projectId)).flatMap(({ id, words: criterion }) => {
    const found = agreements.find(
      ({ pupilId, criterionId, publishedAt }) => pupilId === userId && criterionId === id && publishedAt !== null,
    )
    if (found === undefined || (found.level === null && found.words === '')) return []
    return [{ criterion, level: found.level, words: found.words }]
  })
}

const madeBlocks = (titles: readonly string[], words: Words): Block[] =>
  titles.length === 0
    ? []
    : [
        { is: 'heading', level: 1, text: words.made },
        { is: 'list', items: [...titles] },
      ]

function toldBlocks(name: string, told: readonly Told[], words: Words): Block[] {
  const heading: Block = { is: 'heading', level: 1, text: words.far(name) }
  if (told.length === 0) return [heading, { is: 'text', text: words.nothing }]
  const hasWords = told.some((one) => one.words !== '')
  return [
    heading,
    { is: 'text', text: words.steps },
    ...told.flatMap((one): Block[] => {
      const step = ([1, 2, 3, 4] as const).find((level) => level === one.level)
      return [
        { is: 'heading', level: 2, text: one.criterion },
        ...(step === undefined ? [] : [{ is: 'text', text: words[`step_${step}`] } as const]),
        ...(one.words === '' ? [] : [{ is: 'quote', text: one.words, from: words.teachersWrote } as const]),
      ]
    }),
    ...(hasWords ? [{ is: 'text', text: words.asWritten } as const] : []),
  ]
}
