import { mondayOf } from '#collab/plan/days.ts'
import { insertAudits } from '#db/queries/audit.ts'
import { hasBlocked, lockContacts } from '#db/queries/contacts.ts'
import { upsertDossierField } from '#db/queries/dossier.ts'
import {
  findOffer,
  findOfferProject,
  listOfferFacts,
  lockOffersOf,
  type OfferRow,
  upsertOfferProject,
} from '#db/queries/offers.ts'
import { listMemberships } from '#db/queries/notices.ts'
import { isAskedToFound } from '#db/queries/project-life.ts'
import type { Tx } from '#db/client.ts'
import type { DossierField } from '#db/schema/values.ts'
import { requireFewAsks } from '../access/asks.ts'
import { offerEntry, type ShownOffer } from '../directory/offer-entry.ts'
import { isShown } from '../directory/directory.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { askPerson } from '../project-life/co-founder.ts'
import type { ProjectDraft } from '../projects/input.ts'
import { foundIn } from '../projects/projects.ts'
import { weekOffsets } from './hours.ts'
import type { PactWords } from './input.ts'
import { type Match, matchOf } from './match.ts'
import { isPair, placedOf, requireOpenOffer } from './matches.ts'
import { isOver } from './offers.ts'
import { saidIn, sidesOf } from './sides.ts'

/* From a match to a project: what both offers say is its first outline and pact, and the other teacher is asked to found it too. */

const mostLanguages = 8
const mostSubjects = 12
const longestSummary = 600

type Own = Awaited<ReturnType<typeof requireOpenOffer>>

async function requireOther(tx: Tx, own: Own, matchId: string, now: Date): Promise<ShownOffer> {
  const [facts] = await listOfferFacts(tx, [matchId])
  const shown = facts && !isOver(facts.offer, now) ? offerEntry(facts).shown : null
  if (!isShown('offers', shown) || !isPair(own.placed, placedOf(shown))) throw notFound()
  return shown
}

const most = <One>(some: readonly One[], others: readonly One[], length: number) =>
  [...new Set(some.length > 0 ? some : others)].slice(0, length)

function draftOf(offer: OfferRow, other: ShownOffer, match: Match): ProjectDraft {
  const ages = match.ages ?? {
    from: Math.min(offer.ageFrom, other.ages.from),
    to: Math.max(offer.ageTo, other.ages.to),
  }
  const spoken = match.languages.map(({ code }) => code)
  const all = [...offer.languages, ...other.languages].map(({ code }) => code)
  return {
    kind: offer.kind,
    name: offer.title,
    summary: [...offer.words].slice(0, longestSummary).join('').trim(),
    cover: 1 + (Number.parseInt(offer.id.slice(0, 8), 16) % 8),
    languages: most(spoken, all, mostLanguages),
    subjects: most(match.subjects, [...offer.subjects, ...other.subjects], mostSubjects),
    ageFrom: ages.from,
    ageTo: ages.to,
    classroomIds: [],
    start: 'with_partner',
  }
}

/** From the first to the last week that both have; by Mondays, as an outline has them. */
const weeksOf = ({ fromDate, toDate }: OfferRow, { weeks }: Match) => ({
  from: weeks[0] ?? fromDate,
  to: weeks.at(-1) ?? mondayOf(toDate),
})

function fieldsOf(offer: OfferRow, other: ShownOffer, match: Match, pact: PactWords): [DossierField, unknown][] {
  return [
    ['aims', `${offer.words}\n\n${other.words}`],
    ['weeks', weeksOf(offer, match)],
    ['rhythm', pact.rhythm],
    ['speaking', match.languages.map(({ code }) => code).slice(0, mostLanguages)],
    ['calendars', pact.calendars],
  ]
}

async function matchWith(ctx: Ctx, tx: Tx, { offer, placed }: Own, other: ShownOffer): Promise<Match> {
  const both = [
    { said: saidIn(offer), schoolId: placed.schoolId },
    { said: other, schoolId: other.school.id },
  ]
  const [here, there] = await sidesOf(ctx, both, tx)
  if (!here || !there) throw notFound()
  return matchOf(here.side, there.side, weekOffsets)
}

/**
 * The project that this offer and that one began: once, however often it is asked for. One that was archived is over; one of
 * the other teacher's is mine to join as long as I am asked or in it, and after a no it is theirs alone.
 */
async function foundedBefore(tx: Tx, own: Own, matchId: string): Promise<string | null> {
  const offerId = own.offer.id
  const mine = await findOfferProject(tx, offerId, matchId)
  if (mine !== null) return mine
  const theirs = await findOfferProject(tx, matchId, offerId)
  if (theirs === null) return null
  if (await isAskedToFound(tx, theirs, own.user.id)) throw new AppError('conflict', 'offer_founded')
  const [membership] = await listMemberships(tx, own.user.id, [theirs])
  return membership ? theirs : null
}

/** Founding asks the other teacher for something, as a letter does; whom one has blocked is not asked. */
async function requireMayAsk(ctx: Ctx, tx: Tx, { user }: Own, other: ShownOffer): Promise<void> {
  if (await hasBlocked(tx, user.id, other.userId)) throw new AppError('conflict', 'contact_blocked')
  await requireFewAsks(ctx, tx, user.id)
}

export async function foundWithMatch(ctx: Ctx, offerId: string, matchId: string, pact: PactWords) {
  const { id, rings } = await ctx.db.transaction(async (tx) => {
    const { offer } = await requireOpenOffer(ctx, offerId, tx)
    const { userId } = (await findOffer(tx, matchId)) ?? offer
    // In one order, so that two who click at once wait for each other and found one project.
    for (const one of [offer.userId, userId].toSorted()) await lockOffersOf(tx, one)
    // Who leaves meanwhile has left before it, or leaves a founded project.
    if (userId !== offer.userId) await lockContacts(tx, offer.userId, userId)
    const own = await requireOpenOffer(ctx, offerId, tx)
    const other = await requireOther(tx, own, matchId, ctx.now())
    const before = await foundedBefore(tx, own, matchId)
    if (before !== null) return { id: before, rings: [] }
    await requireMayAsk(ctx, tx, own, other)
    const match = await matchWith(ctx, tx, own, other)
    const founded = await foundIn(ctx, tx, draftOf(own.offer, other, match))
    for (const [field, value] of fieldsOf(own.offer, other, match, pact))
      await upsertDossierField(tx, {
        ...{ projectId: founded.id, field, value, authorId: own.user.id, changedAt: ctx.now() },
      })
    const asked = await askPerson(ctx, tx, founded.id, other.userId)
    await upsertOfferProject(tx, { offerId, matchId, projectId: founded.id })
    await insertAudits(tx, founded.lines)
    return { id: founded.id, rings: [...founded.rings, ...asked] }
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  return { id }
}
