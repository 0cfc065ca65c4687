import type { Locale } from '#db/schema/values.ts'
import { findProject } from '#db/queries/projects.ts'
import { findSchool } from '#db/queries/schools.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { nameFor } from '../kit/identity.ts'
import { listWritten, readPrepared, requireOral, type WrittenDocument } from './oral.ts'
import { listOwnExtracts, type OralExtract } from './oral-extracts.ts'
import { oralScale, sessionYear } from './oral-scales.ts'
import { readPictures } from './oral-pictures.ts'
import type { PictureBlock } from './paper-pictures.ts'
import type { Block, Sheet } from './sheet.ts'
import { drawSheet } from './sheet-thread.ts'
import { type SheetText, sheetText } from './words.ts'

type Prepared = Awaited<ReturnType<typeof readPrepared>>

/** The file for the oral on paper: what the pupil shows, and a page for the two teachers of the jury. */
export async function drawOral(ctx: Ctx, { projectId, userId }: { projectId: string; userId: string }, locale: Locale) {
  const grant = await requireOral(ctx, projectId, userId)
  const project = await findProject(ctx.db, projectId)
  const school = await findSchool(ctx.db, grant.pupil.school.id)
  if (!project || !school) throw notFound()
  const text = sheetText(locale, school.timeZone)
  const prepared = await readPrepared(ctx, grant)
  const { name } = nameFor({ kind: grant.user.kind, schoolId: grant.schoolId }, grant.pupil)
  const facts = { name, project: project.name, school: `${school.name}, ${school.town}`, now: ctx.now() }
  const written = await listWritten(ctx, grant)
  const chosen = chosenOf(prepared.extractIds, await listOwnExtracts(ctx.db, projectId, userId))
  const there = chosen.flatMap((one) => one?.id ?? [])
  const pictures = await readPictures(ctx, there, text)
  return drawSheet(ctx, oralSheet({ ...facts, prepared, written, chosen, pictures, locale }, text))
}

interface OralFacts {
  name: string
  project: string
  school: string
  now: Date
  locale: Locale
  prepared: Prepared
  written: readonly WrittenDocument[]
  chosen: readonly (OralExtract | null)[]
  pictures: ReadonlyMap<string, PictureBlock[]>
}

/** In the order of the pupil; null for what is gone. */
const chosenOf = (ids: readonly string[], own: readonly OralExtract[]) =>
  ids.map((id) => own.find((one) => one.id === id) ?? null)

function oralSheet(facts: OralFacts, text: SheetText): Sheet {
  const { words, day } = text
  return {
    title: `${words.oral} · ${facts.name}`,
    language: facts.locale,
    under: `${facts.project} · ${day(facts.now)}`,
    date: facts.now,
    blocks: [
      ...whoAndWhat(facts, text),
      ...plan(facts, text),
      ...path(facts.written, text),
      ...extracts(facts, text),
      ...jury(facts, text),
    ],
  }
}

function whoAndWhat({ name, project, school, prepared, now }: OralFacts, { words, language }: SheetText): Block[] {
  const foreign = prepared.language === null ? words.none : language(prepared.language)
  return [
    ...(prepared.title === '' ? [] : [{ is: 'heading', level: 1, text: prepared.title } as const]),
    {
      is: 'facts',
      rows: [
        [words.pupil, name],
        [words.school, school],
        [words.project, project],
        [words.session, String(sessionYear(now))],
        [words.foreign, foreign],
      ],
    },
  ]
}

function plan({ prepared: { parts }, now }: OralFacts, { words, time }: SheetText): Block[] {
  const heading: Block = { is: 'heading', level: 1, text: words.plan }
  if (parts.length === 0) return [heading, { is: 'text', text: words.planNone }]
  const whole = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const most = oralScale(sessionYear(now)).presentSeconds
  return [
    heading,
    { is: 'list', items: parts.map(({ words: said, seconds }) => `${said} (${words.minutes(time(seconds))})`) },
    { is: 'text', text: words.planTime(words.minutes(time(whole)), words.minutes(time(most))) },
  ]
}

function path(written: readonly WrittenDocument[], { words, count, day }: SheetText): Block[] {
  const heading: Block = { is: 'heading', level: 1, text: words.path }
  if (written.length === 0) return [heading, { is: 'text', text: words.pathNone }]
  const rows = written.map(({ title, kind, figures }) => [
    `${title} (${words[`kind_${kind}`]})`,
    ...(figures === null
      ? ['–', '–', '–', '–']
      : [count(figures.kept), count(figures.typed), count(figures.days), day(figures.lastAt)]),
  ])
  return [
    heading,
    { is: 'table', numbers: true, head: [words.document, words.kept, words.typed, words.days, words.last], rows },
  ]
}

function extracts({ chosen, pictures }: OralFacts, { words, day }: SheetText): Block[] {
  const heading: Block = { is: 'heading', level: 1, text: words.extracts }
  if (chosen.length === 0) return [heading, { is: 'text', text: words.extractsNone }]
  return [
    heading,
    ...chosen.flatMap((one): Block[] => {
      if (one === null) return [{ is: 'text', text: words.extractGone }]
      const from = [one.title, day(one.madeAt)].filter(Boolean).join(', ')
      return [{ is: 'quote', text: one.words, from }, ...(pictures.get(one.id) ?? [])]
    }),
  ]
}

function jury({ now, name }: OralFacts, { words, count }: SheetText): Block[] {
  const { presentSeconds, talkSeconds, criteria } = oralScale(sessionYear(now))
  return [
    { is: 'new_page' },
    { is: 'heading', level: 1, text: `${words.jury} · ${name}` },
    { is: 'text', text: words.juryLead(count(presentSeconds / 60), count(talkSeconds / 60)) },
    {
      is: 'table',
      numbers: false,
      head: [words.criterion, words.most, words.teacher1, words.teacher2, words.agreed],
      rows: criteria.map(({ key, points }) => [words[`criterion_${key}`], count(points), ' ', ' ', ' ']),
    },
    { is: 'heading', level: 2, text: words.notes },
    { is: 'room', lines: 14 },
    { is: 'heading', level: 2, text: words.signatures },
    { is: 'room', lines: 2 },
  ]
}
