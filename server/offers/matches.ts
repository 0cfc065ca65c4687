import { setImmediate as othersTurn } from 'node:timers/promises'
import type { DbOrTx } from '#db/client.ts'
import { searchFittingOffers } from '#db/queries/directory-search.ts'
import { listOfferProjects, type OfferRow } from '#db/queries/offers.ts'
import { findSchool } from '#db/queries/schools.ts'
import { requireOffer } from '../access/offers.ts'
import { isShown, type Memory } from '../directory/directory.ts'
import { keepUpBeforeSearch } from '../directory/keep.ts'
import type { ShownOffer } from '../directory/offer-entry.ts'
import type { Ctx } from '../kit/context.ts'
import { dayOf } from '../kit/dates.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { filterOf, languageFilters } from '../search/filters.ts'
import { filtersAsked } from '../search/question.ts'
import { ratesOf } from './answers.ts'
import { onClock, weekOffsets } from './hours.ts'
import { marksOf, matchOf, type Match, rankMatches } from './match.ts'
import { isOver, viewOffer } from './offers.ts'
import { type Calendared, saidIn, sidesOf } from './sides.ts'

/* Offers of others that fit one's own. */

/** The newest that share a language are compared, first those that share a subject too. */
const mostCompared = 300
const mostShown = 20
const comparedAtOnce = 20

type Other = ShownOffer & { id: string }

/** Where a class is, and what it looks for. */
interface Placed {
  userId: string
  schoolId: string
  country: string
  kind: OfferRow['kind']
  /** Where the other may be; none: anywhere. */
  countries: readonly string[]
}

const wants = ({ countries }: Placed, { country }: Placed) => countries.length === 0 || countries.includes(country)

/** Whether two could found together what both look for, where both look for it. */
export const isPair = (own: Placed, other: Placed): boolean =>
  own.userId !== other.userId &&
  own.schoolId !== other.schoolId &&
  own.kind === other.kind &&
  (own.country === other.country) === (own.kind === 'national') &&
  wants(own, other) &&
  wants(other, own)

export const placedOf = ({ userId, school, kind, countries }: ShownOffer): Placed => ({
  ...{ userId, kind, countries },
  schoolId: school.id,
  country: school.country,
})

/** One's own offer, open and not over, with where it is. */
export async function requireOpenOffer(ctx: Ctx, offerId: string, db: DbOrTx = ctx.db) {
  const { user, offer } = await requireOffer(ctx, offerId, db)
  if (offer.state === 'withdrawn') throw new AppError('conflict', 'offer_withdrawn')
  if (offer.state === 'over' || isOver(offer, ctx.now())) throw new AppError('conflict', 'offer_over')
  const school = await findSchool(db, user.schoolId)
  if (!school) throw notFound()
  const { kind, countries } = offer
  const placed: Placed = { userId: user.id, schoolId: school.id, country: school.countryCode, kind, countries }
  return { user, offer, placed }
}

async function listCandidates(ctx: Ctx, offer: OfferRow, placed: Placed): Promise<Other[]> {
  const countries = placed.kind === 'national' ? [placed.country] : placed.countries
  const always = [
    [filterOf('kind', placed.kind)],
    offer.languages.flatMap(({ code }) => languageFilters(code, 1)),
    countries.map((country) => filterOf('country', country)),
  ]
  const today = dayOf(ctx.now())
  const subjects = offer.subjects.map((subject) => filterOf('subject', subject))
  const find = (filters: string[][]) =>
    searchFittingOffers(ctx.db, { asked: filtersAsked(filters), own: placed, today, limit: mostCompared })
  const near = subjects.length === 0 ? [] : await find([...always, subjects])
  const rows = near.length < mostCompared ? [...near, ...(await find(always))] : near
  const found = new Map(rows.map((row) => [row.id, row]))
  return [...found.values()]
    .slice(0, mostCompared)
    .flatMap(({ id, shown }) => (isShown('offers', shown) ? [{ ...shown, id }] : []))
    .filter((other) => isPair(placed, placedOf(other)))
}

/** What is not known, and of which side: said, and never guessed. */
const unknownOf = (own: Calendared, other: Calendared) => [
  ...(own.hasCalendar ? [] : (['own_calendar'] as const)),
  ...(other.hasCalendar ? [] : (['other_calendar'] as const)),
  ...(own.hours.length > 0 ? [] : (['own_hours'] as const)),
  ...(other.hours.length > 0 ? [] : (['other_hours'] as const)),
]

/** Both calendars, and both timetables by the own clock, in the first week that both have. */
function calendarOf(own: Calendared, other: Calendared, match: Match) {
  const monday = match.weeks[0] ?? own.all[0] ?? ''
  const [here, there] = [weekOffsets(own.timeZone, monday), weekOffsets(other.timeZone, monday)]
  return {
    weeks: marksOf({ all: own.all, free: own.weeks }, { all: other.all, free: other.weeks }),
    timeZones: { own: own.timeZone, other: other.timeZone },
    hours: { monday, own: own.hours, other: onClock(other.hours, there, here) },
  }
}

/** In steps that let others in: to compare three hundred years of lessons takes longer than a class that writes should wait. */
async function compareAll(ctx: Ctx, readerId: string, own: Calendared, others: readonly Other[]) {
  const compared: { other: Other; side: Calendared; match: Match }[] = []
  // Who hides their name is told by nothing else either.
  const named = others.filter(({ name }) => name !== null).map(({ userId }) => userId)
  const rates = await ratesOf(ctx, readerId, named)
  for (let at = 0; at < others.length; at += comparedAtOnce) {
    const some = others.slice(at, at + comparedAtOnce).map((other) => ({
      other,
      ...{ said: other, schoolId: other.school.id },
    }))
    for (const { other, side } of await sidesOf(ctx, some))
      compared.push({
        other,
        side,
        match: matchOf(own, { ...side, answers: rates.get(other.userId) ?? null }, weekOffsets),
      })
    await othersTurn()
  }
  return compared
}

export async function listMatches(ctx: Ctx, memory: Memory, offerId: string) {
  const { user, offer, placed } = await requireOpenOffer(ctx, offerId)
  await keepUpBeforeSearch(ctx)
  const [own] = await sidesOf(ctx, [{ said: saidIn(offer), schoolId: placed.schoolId }])
  if (!own) throw notFound()
  const compared = await compareAll(ctx, user.id, own.side, await listCandidates(ctx, offer, placed))
  const ranked = rankMatches(compared).slice(0, mostShown)
  memory.seen.note(
    user.id,
    ranked.map(({ other }) => other.userId),
    ctx.now(),
  )
  const founded = new Map(
    (await listOfferProjects(ctx.db, offerId, user.id)).map((row) => [row.matchId, row.projectId]),
  )
  return {
    offer: viewOffer(offer, ctx.now()),
    matches: ranked.map(({ other, side, match: { weeks, ...match } }) => ({
      // Who hides their name is told by nothing else either, and cannot be written to.
      offer: { ...other, userId: other.name === null ? null : other.userId },
      match: { ...match, weeks: weeks.length, unknown: unknownOf(own.side, side) },
      calendar: calendarOf(own.side, side, { weeks, ...match }),
      projectId: founded.get(other.id) ?? null,
    })),
  }
}
