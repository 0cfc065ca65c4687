import type { Locale } from '#db/schema/values.ts'
import { findMember, listMembers } from '#db/queries/members.ts'
import { findProject } from '#db/queries/projects.ts'
import { listCriteria } from '#db/queries/rubrics.ts'
import { findSchool } from '#db/queries/schools.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isPupilRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { nameFor } from '../kit/identity.ts'
import { showJudgements } from '../judgements/judgements.ts'
import type { Block } from './sheet.ts'
import { drawSheet } from './sheet-thread.ts'
import { type SheetText, sheetText } from './words.ts'

/* What was agreed, on paper. All of it comes through `showJudgements`, so that a sheet says what its reader may know. */

/** More columns than this nobody can read. */
const mostColumns = 10

type Judged = Awaited<ReturnType<typeof showJudgements>>
type Criterion = Awaited<ReturnType<typeof listCriteria>>[number]

async function read(ctx: Ctx, grant: ProjectGrant, locale: Locale) {
  const project = await findProject(ctx.db, grant.projectId)
  const school = await findSchool(ctx.db, grant.schoolId)
  if (!project || !school) throw notFound()
  const text = sheetText(locale, school.timeZone)
  return {
    text,
    criteria: await listCriteria(ctx.db, grant.projectId),
    judged: await showJudgements(ctx, grant.projectId),
    around: { language: locale, under: `${project.name} · ${text.day(ctx.now())}`, date: ctx.now() },
  }
}

/** Of the own school's pupils, for their teachers: who came how far by which criterion. */
export async function drawClass(ctx: Ctx, projectId: string, locale: Locale) {
  const grant = await requireProject(ctx, projectId, 'judgement.read')
  if (isPupilRole(grant.role)) throw new AppError('forbidden')
  const { text, criteria, judged, around } = await read(ctx, grant, locale)
  const pupils = (await listMembers(ctx.db, projectId))
    .filter(({ role, school }) => isPupilRole(role) && school.id === grant.schoolId)
    .map(({ userId, displayName }) => ({ userId, name: displayName }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale))
  const shown = criteria.filter(({ removedAt }) => removedAt === null).slice(0, mostColumns)
  return drawSheet(ctx, { title: text.words.ofClass, ...around, blocks: classBlocks({ pupils, shown, judged }, text) })
}

interface ClassFacts {
  pupils: readonly { userId: string; name: string }[]
  shown: readonly Criterion[]
  judged: Judged
}

function classBlocks({ pupils, shown, judged }: ClassFacts, { words, count }: SheetText): Block[] {
  if (shown.length === 0) return [{ is: 'text', text: words.nobodyJudged }]
  const levelOf = (userId: string, criterionId: string) => {
    const agreement = judged.agreements.find((one) => one.pupilId === userId && one.criterionId === criterionId)
    if (agreement === undefined) return '–'
    return agreement.level === null ? '≠' : String(agreement.level)
  }
  return [
    { is: 'text', text: words.summaryLead },
    { is: 'list', items: shown.map((one, at) => `${count(at + 1)}. ${one.words}`) },
    {
      is: 'table',
      numbers: true,
      head: [words.person, ...shown.map((_, at) => count(at + 1))],
      rows: pupils.map(({ userId, name }) => [name, ...shown.map(({ id }) => levelOf(userId, id))]),
    },
    {
      is: 'text',
      text: [
        ...([1, 2, 3, 4] as const).map((level) => `${level}: ${words[`level_${level}`]}`),
        `≠: ${words.differ}`,
        `–: ${words.openYet}`,
      ].join(' · '),
    },
  ]
}

/** For themselves and their school's teachers. */
export async function requireSummary(ctx: Ctx, projectId: string, userId: string) {
  const grant = await requireProject(ctx, projectId, 'judgement.read')
  const isOwn = grant.user.id === userId
  if (!isOwn && isPupilRole(grant.role)) throw new AppError('forbidden')
  const pupil = await findMember(ctx.db, projectId, userId)
  if (!pupil || !isPupilRole(pupil.role)) throw notFound()
  if (!isOwn && pupil.school.id !== grant.schoolId) throw new AppError('forbidden', 'judgement_elsewhere')
  return { grant, pupil, isOwn }
}

/** Of one pupil: what was agreed, and what pupils said. */
export async function drawPupil(
  ctx: Ctx,
  { projectId, userId }: { projectId: string; userId: string },
  locale: Locale,
) {
  const { grant, pupil, isOwn } = await requireSummary(ctx, projectId, userId)
  const { text, criteria, judged, around } = await read(ctx, grant, locale)
  const { name } = nameFor({ kind: grant.user.kind, schoolId: grant.schoolId }, pupil)
  const blocks = criteria.flatMap((criterion) => criterionBlocks({ criterion, userId, judged, isOwn }, text))
  return drawSheet(ctx, {
    title: `${text.words.summary} · ${name}`,
    ...around,
    blocks: [
      { is: 'text', text: text.words.summaryLead },
      ...(blocks.length === 0 ? [{ is: 'text', text: text.words.nobodyJudged } as const] : blocks),
    ],
  })
}

interface CriterionFacts {
  criterion: Criterion
  userId: string
  judged: Judged
  /** Of a pupil's own, only what a teacher let through is there. */
  isOwn: boolean
}

/** A criterion with what was agreed, and what pupils said; nothing where nobody said anything. */
function criterionBlocks({ criterion, userId, judged, isOwn }: CriterionFacts, { words }: SheetText): Block[] {
  const isHere = (one: { pupilId: string; criterionId: string }) =>
    one.pupilId === userId && one.criterionId === criterion.id
  const agreement = judged.agreements.find(isHere)
  const said = judged.judgements.filter((one) => isHere(one) && one.kind !== 'teacher')
  if (agreement === undefined && said.length === 0) return []
  const own = said.filter(({ kind }) => kind === 'self')
  const peers = said.filter(({ kind, isShown }) => kind === 'peer' && (isOwn || isShown))
  const levelWords = (level: number | null) => {
    const known = ([1, 2, 3, 4] as const).find((one) => one === level)
    return known === undefined ? '' : [words[`level_${known}`], criterion.levels[known - 1]].filter(Boolean).join(': ')
  }
  const rows: [string, string][] = [
    ...(agreement === undefined
      ? []
      : [
          [words.teachersSay, sentence(levelWords(agreement.level) || words.differ, agreement.words)] as [
            string,
            string,
          ],
        ]),
    ...own.map((one): [string, string] => [words.iSaid, sentence(levelWords(one.level), one.words)]),
    ...peers.map((one): [string, string] => [words.peersSaid, sentence(levelWords(one.level), one.words)]),
  ]
  return [
    { is: 'heading', level: 1, text: criterion.words },
    { is: 'facts', rows },
  ]
}

const sentence = (...parts: string[]) => parts.filter(Boolean).join('. ')
