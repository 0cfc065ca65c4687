import type { Locale } from '#db/schema/values.ts'
import { findDocument } from '#db/queries/documents.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import { findProject } from '#db/queries/projects.ts'
import { findSchool } from '#db/queries/schools.ts'
import { requireDocument } from '../access/grants.ts'
import { noteOpening } from '../audit/openings.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { nameFor } from '../kit/identity.ts'
import { contributionsOf } from '../contributions/documents.ts'
import type { Contribution } from '../contributions/tally.ts'
import { foldingTurns } from '../paces/folding-turns.ts'
import type { Block } from './sheet.ts'
import { drawSheet } from './sheet-thread.ts'
import { type SheetText, sheetText } from './words.ts'

/** Who wrote how much in a page, on paper: for teachers all of it, for a pupil their own. */
export async function drawContributions(ctx: Ctx, documentId: string, locale: Locale) {
  const { user, can, projectId, schoolId } = await requireDocument(ctx, documentId, { content: 'read', history: true })
  const seesAll = can('document.manage')
  if (seesAll) await noteOpening(ctx, { action: 'history.opened', targetId: documentId, projectId, about: 'project' })
  const [document, project, school] = [
    await findDocument(ctx.db, documentId),
    await findProject(ctx.db, projectId),
    await findSchool(ctx.db, schoolId),
  ]
  if (!document || !project || !school) throw notFound()
  const text = sheetText(locale, school.timeZone)
  const { kind } = document
  const people = await foldingTurns.run(user.id, () => contributionsOf(ctx, { documentId, projectId, kind }))
  if (people === null) throw new AppError('conflict', 'figures_too_large')
  const names = await namesFor(ctx, projectId, { kind: user.kind, schoolId })
  const shown = people.filter(({ userId }) => seesAll || userId === user.id)
  return drawSheet(ctx, {
    title: `${text.words.contributions} · ${document.title}`,
    language: locale,
    under: `${project.name} · ${text.day(ctx.now())}`,
    date: ctx.now(),
    blocks: contributionBlocks({ shown, letters: lettersOf(people), names }, text),
  })
}

const lettersOf = (people: readonly Contribution[]) => people.reduce((sum, { kept }) => sum + kept, 0)

async function namesFor(ctx: Ctx, projectId: string, viewer: { kind: 'staff' | 'pupil'; schoolId: string }) {
  const people = [...(await listMembers(ctx.db, projectId)), ...(await listFormerMembers(ctx.db, projectId))]
  return new Map(people.map((person) => [person.userId, nameFor(viewer, person).name]))
}

interface Shown {
  shown: readonly Contribution[]
  /** All that the page shows. */
  letters: number
  names: ReadonlyMap<string, string>
}

function contributionBlocks({ shown, letters, names }: Shown, text: SheetText): Block[] {
  const { words, count, percent } = text
  if (shown.length === 0) return [{ is: 'text', text: words.nothing }]
  const nameOf = (userId: string | null) => (userId === null ? words.server : (names.get(userId) ?? words.somebody))
  const shareOf = (kept: number) => (letters === 0 ? 0 : kept / letters)
  const people = shown.toSorted((one, other) => other.kept - one.kept || other.typed - one.typed)
  const told = people.map(({ userId, kept }) => `${nameOf(userId)} ${percent(shareOf(kept))}`)
  return [
    { is: 'text', text: words.contributionsLead },
    ...(people.length > 1 && letters > 0
      ? [{ is: 'bars', alt: `${words.shares}: ${told.join(', ')}`, shares: people.map(({ kept }) => kept) } as const]
      : []),
    {
      is: 'table',
      numbers: true,
      head: [words.person, words.kept, words.share, words.typed, words.removed, words.days],
      rows: people.map(({ userId, kept, typed, removed, days }) => [
        nameOf(userId),
        ...[count(kept), percent(shareOf(kept)), count(typed), count(removed), count(days)],
      ]),
    },
  ]
}
