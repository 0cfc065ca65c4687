import { listMandates, listMemberships, listPosts } from '#db/queries/leaving.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findUser } from '#db/queries/users.ts'
import type { Locale } from '#db/schema/values.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { noonOf } from '../kit/dates.ts'
import { dayMs } from '../kit/nights.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { attestationWords } from './attestation-words.ts'
import type { Block } from './sheet.ts'
import { drawSheet } from './sheet-thread.ts'
import { sheetText } from './words.ts'

type Words = (typeof attestationWords)[Locale]
type Membership = Awaited<ReturnType<typeof listMemberships>>[number]

/** What somebody of the staff was and did here, by what schools and projects say: for themselves alone, to be shown to whom they like. */
export async function drawAttestation(ctx: Ctx, locale: Locale) {
  const { id, kind, schoolId } = requireUser(ctx)
  if (kind !== 'staff') throw new AppError('forbidden')
  const [user, school] = [await findUser(ctx.db, id), await findSchool(ctx.db, schoolId)]
  if (!user || !school) throw notFound()
  const words = attestationWords[locale]
  const text = sheetText(locale, school.timeZone)
  const span = (from: Date, to: Date | null) =>
    to === null ? words.since(text.day(from)) : words.fromTo(text.day(from), text.day(to))
  // A day is of no clock: at noon it is the same one in all of Europe. A post is over on the day after its last.
  const days = (from: string, to: string | null) =>
    span(noonOf(from), to === null ? null : new Date(noonOf(to).getTime() - dayMs))
  const posts = (await listPosts(ctx.db, id)).filter(wasHeld)
  const mandates = (await listMandates(ctx.db, id)).filter(wasHeld)
  const done = (await listMemberships(ctx.db, id)).filter(isDone)
  return drawSheet(ctx, {
    title: words.title,
    language: locale,
    under: `${user.displayName} · ${school.name}, ${school.town} · ${text.day(ctx.now())}`,
    date: ctx.now(),
    blocks: [
      { is: 'text', text: words.lead },
      { is: 'heading', level: 1, text: words.posts },
      factsOf(
        [
          ...posts.map((one): Row => [one.school, `${words[`post_${one.post}`]}, ${days(one.from, one.to)}`]),
          ...mandates.map((one): Row => [one.office, `${words[`mandate_${one.post}`]}, ${days(one.from, one.to)}`]),
        ],
        words,
      ),
      ...projectsOf(
        words.projects,
        done.filter((one) => one.kind !== 'training'),
      ),
      ...projectsOf(
        words.trainings,
        done.filter((one) => one.kind === 'training'),
      ),
    ],
  })

  function projectsOf(title: string, all: Membership[]): Block[] {
    const rows = all.map(({ project, kind: of, role, from, to }): Row => [
      project,
      `${words[`kind_${of}`]}, ${role === 'owner' ? words.owner : words.teacher}, ${span(from, to)}`,
    ])
    return [{ is: 'heading', level: 1, text: title }, factsOf(rows, words)]
  }
}

/** What was given by mistake is ended on its first day. */
const wasHeld = ({ from, to }: { from: string; to: string | null }) => from !== to

type Row = [name: string, value: string]

const factsOf = (rows: Row[], words: Words): Block =>
  rows.length === 0 ? { is: 'text', text: words.none } : { is: 'facts', rows }

/** Who only looked on attests to nothing, and a project that was never opened is none yet. */
const isDone = ({ role, openedAt }: Membership) => (role === 'owner' || role === 'teacher') && openedAt !== null
