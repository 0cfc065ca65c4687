import { isDeepStrictEqual } from 'node:util'
import { insertAudit } from '#db/queries/audit.ts'
import { lockDirectory } from '#db/queries/directory-entries.ts'
import { countOffersOf, findOffer, listOffersOf, lockOffersOf, type OfferRow, upsertOffer } from '#db/queries/offers.ts'
import type { Tx } from '#db/client.ts'
import { languageLevels } from '#db/schema/values.ts'
import { requireNetwork, requireStaff, requireStillHere } from '../access/directory.ts'
import { requireOffer, requireOfferToWithdraw, requireOwnOffers } from '../access/offers.ts'
import { renewAtOnce } from '../directory/keep.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import type { Given } from '../kit/given.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import type { OfferDraft } from './input.ts'

/* A teacher's own offers. */

const mostOpen = 10
const mostKept = 100

/** By UTC, as the list of offers is kept: a day sooner or later is not felt after the last week. */
export const isOver = ({ toDate }: Pick<OfferRow, 'toDate'>, now: Date) => toDate < now.toISOString().slice(0, 10)

const stateOf = (row: OfferRow, now: Date): OfferRow['state'] =>
  row.state === 'open' && isOver(row, now) ? 'over' : row.state

export const viewOffer = (row: OfferRow, now: Date) => ({
  id: row.id,
  state: stateOf(row, now),
  kind: row.kind,
  title: row.title,
  words: row.words,
  ages: { from: row.ageFrom, to: row.ageTo },
  pupils: row.pupils,
  languages: row.languages.map(({ code, level }) => ({ code, level: languageLevels[level - 1] ?? 'A1' })),
  subjects: row.subjects,
  countries: row.countries,
  weeks: { from: row.fromDate, to: row.toDate },
  hours: row.hours,
  rhythm: row.rhythm,
})

export async function listOwnOffers(ctx: Ctx) {
  const user = await requireOwnOffers(ctx)
  return { offers: (await listOffersOf(ctx.db, user.id)).map((row) => viewOffer(row, ctx.now())) }
}

const columnsOf = ({ ages, languages, weeks, ...fields }: OfferDraft) => ({
  ...fields,
  ...{ ageFrom: ages.from, ageTo: ages.to, fromDate: weeks.from, toDate: weeks.to },
  languages: languages.map(({ code, level }) => ({ code, level: languageLevels.indexOf(level) + 1 })),
})

/** Posts a class. What a browser sends again is there already. */
export async function postOffer(ctx: Ctx, { id, ...draft }: OfferDraft & { id: string }) {
  return ctx.db.transaction(async (tx) => {
    const user = await hold(ctx, tx)
    await requireNetwork(ctx, tx)
    const there = await findOffer(tx, id)
    if (there?.userId === user.id) return postedBefore(ctx, there, draft)
    if (there) throw invalidField('id', 'conflict')
    if ((await countOffersOf(tx, user.id)) >= mostKept) throw new AppError('conflict', 'offers_full')
    const begun = { id, userId: user.id, state: 'open' as const, createdAt: ctx.now(), changedAt: ctx.now() }
    return store(ctx, tx, user, { before: null, row: { ...begun, ...columnsOf(draft) } })
  })
}

/** Whoever writes the directory has it before any row of an offer. */
async function hold(ctx: Ctx, tx: Tx): Promise<SessionUser> {
  const user = requireStaff(ctx)
  await lockDirectory(tx)
  await requireStillHere(tx, user.id)
  await lockOffersOf(tx, user.id)
  return user
}

/** The same offer, sent a second time; with other words it is another one. What was changed since can be told from nothing. */
function postedBefore(ctx: Ctx, there: OfferRow, draft: OfferDraft) {
  const isUnchanged = there.changedAt.getTime() === there.createdAt.getTime()
  if (isUnchanged && !isDeepStrictEqual({ ...there, ...columnsOf(draft) }, { ...there }))
    throw new AppError('conflict', 'sent_otherwise')
  return viewOffer(there, ctx.now())
}

/** Changes an offer, takes it back, or posts it again; new weeks open one that was over. */
export async function changeOffer(
  ctx: Ctx,
  offerId: string,
  { state: asked, ...changes }: Given<OfferDraft & { state: 'open' | 'withdrawn' }>,
) {
  const isWithdrawal = asked === 'withdrawn' && Object.keys(changes).length === 0
  return ctx.db.transaction(async (tx) => {
    await hold(ctx, tx)
    const { user, offer } = await (isWithdrawal ? requireOfferToWithdraw : requireOffer)(ctx, offerId, tx)
    const { id, state: stands, ...said } = viewOffer(offer, ctx.now())
    const before = { ...offer, state: stands }
    const state = asked ?? (stands === 'over' && changes.weeks ? 'open' : stands)
    const columns = columnsOf({ ...said, ...changes })
    return store(ctx, tx, user, { before, row: { ...before, ...columns, id, state, changedAt: ctx.now() } })
  })
}

/** An open one looks ahead: for weeks that are over nobody can be found. */
async function store(ctx: Ctx, tx: Tx, user: SessionUser, { before, row }: { before: OfferRow | null; row: OfferRow }) {
  const isOpened = row.state === 'open' && before?.state !== 'open'
  if (row.state === 'open' && isOver(row, ctx.now())) throw invalidField('weeks.to', 'weeks_over')
  if (isOpened && (await countOffersOf(tx, user.id, 'open')) >= mostOpen) throw new AppError('conflict', 'offers_open')
  await upsertOffer(tx, row)
  await renewAtOnce(tx, 'offers', [row.id], ctx.now())
  if (row.state !== before?.state) {
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.id }
    await insertAudit(tx, { ...line, action: row.state === 'open' ? 'offer.posted' : 'offer.withdrawn' })
  }
  return viewOffer(row, ctx.now())
}
