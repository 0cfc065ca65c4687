import type { DbOrTx, Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  deleteLetter,
  findLetter,
  insertLetter,
  type LetterFound,
  listLetters,
  lockLetter,
  updateLetter,
} from '#db/queries/letters.ts'
import { lockSchool } from '#db/queries/schools.ts'
import type { OfficeAction } from '../access/office-rules.ts'
import { covers, requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { noonOf } from '../kit/dates.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { schoolYear } from '../team/team.ts'
import { letterBody } from './body.ts'
import {
  dataFor,
  dataOf,
  everyName,
  type Facts,
  fingerprintOf,
  hasChanged,
  readFacts,
  type Target,
  targetOf,
} from './facts.ts'
import { filled } from './fill.ts'
import type { LetterChange, NewLetters } from './input.ts'
import { currentTemplate } from './templates.ts'

/* Letters about the awards of a year: prepared from data, looked at, said to be ready. Signing: `signing.ts`. */

/** An office of a country; that of Europe writes to no region. */
async function requireLetters(ctx: Ctx, officeId: string, action: OfficeAction, db: DbOrTx = ctx.db) {
  const grant = await requireOffice(ctx, officeId, action, db)
  const { countryCode } = grant.office
  if (countryCode === null) throw notFound()
  return { ...grant, office: { id: officeId, name: grant.office.name, countryCode } }
}
type Grant = Awaited<ReturnType<typeof requireLetters>>

/** Who prepares sees all; who looks on sees what was sent, as far as their region goes. */
const sees = ({ may, reach }: Grant, { letter, placeId }: LetterFound) =>
  may('letter.prepare') || (letter.state === 'sent' && covers(reach, placeId))

const viewLetter = (found: LetterFound) => {
  const { letter, kind, language, region, school, town, signer } = found
  const { addressee, named } = dataOf(found)
  return {
    ...{ id: letter.id, kind, language, state: letter.state, year: letter.year, region, school, town },
    ...{ addressee, projects: named.projects.length, hash: letter.hash, replaces: letter.replaces },
    seen: fingerprintOf(found),
    signedAt: letter.signedAt?.toISOString() ?? null,
    signer: letter.signedAt === null ? null : signer,
    sentAt: letter.sentAt?.toISOString() ?? null,
    sentWay: letter.sentWay,
  }
}

/** What is not right yet, each with what mends it. */
function checksOf(facts: Facts, all: readonly LetterFound[]) {
  const standing = all.filter(({ letter }) => letter.state !== 'void')
  const named = new Set(
    standing
      .filter(({ kind }) => kind === 'rector')
      .flatMap((found) => dataOf(found).named.projects.map(({ id }) => id)),
  )
  const withRegion = new Set(facts.regionIds)
  const unnamed = everyName(facts).projects.filter(({ id }) => !named.has(id))
  return {
    /** Named in no letter: its schools have no region, or the letter is not prepared yet. */
    unnamed: unnamed.map(({ id, name, schools }) => ({
      ...{ id, name, schools: schools.map((one) => one.name) },
      why: schools.some((one) => withRegion.has(facts.places.schools.get(one.id)?.regionId ?? ''))
        ? ('not_prepared' as const)
        : ('no_region' as const),
    })),
    withoutAddress: facts.regionIds
      .filter((id) => !facts.rectors.some(({ regionId, address }) => regionId === id && address.trim() !== ''))
      .map((id) => ({ id, name: facts.regions.get(id) ?? '' })),
    /** Say other things than they would today. */
    changed: standing.filter((found) => hasChanged(facts, found)).map(({ letter }) => letter.id),
  }
}

export async function showLetters(ctx: Ctx, officeId: string, asked: number | undefined) {
  const grant = await requireLetters(ctx, officeId, 'letter.read')
  const { office, day, may } = grant
  // What a school year brought is told after it.
  const thisYear = schoolYear(noonOf(day))
  const year = asked ?? thisYear
  const all = await listLetters(ctx.db, officeId, year)
  const isPreparing = may('letter.prepare')
  const facts = isPreparing ? await readFacts(ctx.db, { office, year, day }) : null
  return {
    ...{ office, year, thisYear, today: day, can: { prepare: isPreparing, sign: may('letter.sign') } },
    letters: all.filter((found) => sees(grant, found)).map(viewLetter),
    checks: facts && checksOf(facts, all),
    /** About whom one may write to a mayor. */
    schools: (facts?.schools ?? []).map(({ id, name, town }) => ({ id, name, town })),
  }
}

/** With whom it goes to by whose right: to others it is not there. */
export async function requireLetter(ctx: Ctx, found: LetterFound | null, action: OfficeAction, db: DbOrTx = ctx.db) {
  if (!found) throw notFound()
  const grant = await requireLetters(ctx, found.letter.officeId, action, db)
  if (!sees(grant, found)) throw notFound()
  return grant
}

export const filledWith = (found: LetterFound, { day, director }: { day: string; director: string | null }) => {
  const { language } = found
  const template = { title: found.title, body: letterBody.parse(found.body) }
  return { template, of: { ...dataOf(found), language, year: found.letter.year, day, director } }
}

/** The same blocks that its PDF is drawn from. */
export async function showLetter(ctx: Ctx, officeId: string, letterId: string) {
  const found = await findLetter(ctx.db, letterId)
  if (found?.letter.officeId !== officeId) {
    await requireLetters(ctx, officeId, 'letter.read')
    throw notFound()
  }
  const { day } = await requireLetter(ctx, found, 'letter.read')
  const signed = found.letter.signedAt
  const { template, of } = filledWith(found, {
    day: signed === null ? day : signed.toISOString().slice(0, 10),
    director: signed === null ? null : found.signer,
  })
  return { letter: viewLetter(found), title: template.title, blocks: filled(template.body, of) }
}

const isFor = (one: Target) => (found: LetterFound) => {
  const to = targetOf(found)
  return to.kind === one.kind && to.regionId === one.regionId && to.schoolId === one.schoolId
}

function targetsOf(facts: Facts, asked: NewLetters): Target[] {
  const one = (kind: Target['kind'], regionId: string | null, schoolId: string | null) => ({ kind, regionId, schoolId })
  if ('schoolId' in asked) {
    const mayor = one('mayor', null, asked.schoolId)
    if (dataFor(facts, mayor) === null) throw invalidField('schoolId', 'letter_nothing')
    return [mayor]
  }
  if (asked.kind === 'rector') return facts.regionIds.map((regionId) => one('rector', regionId, null))
  return facts.schools.map(({ id }) => one('head', null, id))
}

/** One for each region or school that has something to be told; what is signed stays, what is not is made anew. */
export async function prepareLetters(ctx: Ctx, officeId: string, asked: NewLetters) {
  const counted = await ctx.db.transaction(async (tx) => {
    // Of two who prepare at once the second finds what the first made.
    await lockSchool(tx, officeId)
    const { user, office, day } = await requireLetters(ctx, officeId, 'letter.prepare', tx)
    const facts = await readFacts(tx, { office, year: asked.year, day })
    const before = (await listLetters(tx, officeId, asked.year)).filter(({ letter }) => letter.state !== 'void')
    const template = await currentTemplate(tx, { officeId, ...asked, at: ctx.now() })
    const done = { made: 0, renewed: 0, kept: 0, gone: 0 }
    const typed = 'schoolId' in asked ? asked.addressee : undefined
    const targets = targetsOf(facts, asked)
    for (const to of targets) {
      const data = dataFor(facts, to, typed)
      const found = before.find(isFor(to))
      const row = { templateId: template.id, data, preparedBy: user.id, preparedAt: ctx.now() }
      if (data === null) continue
      if (!found) {
        const { regionId, schoolId } = to
        await insertLetter(tx, { ...row, data, officeId, year: asked.year, regionId, schoolId })
        done.made += 1
      } else if (found.letter.signedAt !== null) done.kept += 1
      else {
        await updateLetter(tx, found.letter.id, { ...row, data, state: 'draft' })
        done.renewed += 1
      }
    }
    if (asked.kind !== 'mayor') done.gone = await dropIdle(tx, before, { kind: asked.kind, targets })
    const line = { at: ctx.now(), actorId: user.id, schoolId: officeId }
    const detail = { kind: asked.kind, year: asked.year, count: done.made + done.renewed }
    await insertAudit(tx, { ...line, action: 'letters.prepared', detail })
    return done
  })
  return { ...(await showLetters(ctx, officeId, asked.year)), done: counted }
}

/** Drafts to whom there is nothing to tell any more. */
async function dropIdle(
  tx: Tx,
  before: readonly LetterFound[],
  { kind, targets }: { kind: Target['kind']; targets: readonly Target[] },
): Promise<number> {
  const idle = before.filter(
    (found) => found.kind === kind && found.letter.signedAt === null && !targets.some((to) => isFor(to)(found)),
  )
  for (const { letter } of idle) await deleteLetter(tx, letter.id)
  return idle.length
}

/** Throws where it says other things than when it was looked at. */
export function requireSame(found: LetterFound, seen: string): void {
  if (fingerprintOf(found) !== seen) throw new AppError('conflict', 'letter_changed')
}

/** Throws where a letter cannot go out as it is. */
export function requireSendable(facts: Facts, found: LetterFound): void {
  const { addressee } = dataOf(found)
  if (addressee.name.trim() === '' || addressee.address.trim() === '')
    throw new AppError('conflict', 'letter_no_address')
  if (hasChanged(facts, found)) throw new AppError('conflict', 'letter_changed')
}

export async function changeLetter(ctx: Ctx, officeId: string, letterId: string, change: LetterChange) {
  await ctx.db.transaction(async (tx) => {
    const { user, office, day } = await requireLetters(ctx, officeId, 'letter.prepare', tx)
    const found = await lockLetter(tx, letterId)
    if (found?.letter.officeId !== officeId) throw notFound()
    const from = change.state === 'ready' ? 'draft' : 'ready'
    if (found.letter.state !== from) throw new AppError('conflict', 'letter_not_now')
    requireSame(found, change.seen)
    if (change.state === 'ready') requireSendable(await readFacts(tx, { office, year: found.letter.year, day }), found)
    await updateLetter(tx, letterId, { state: change.state })
    const line = { at: ctx.now(), actorId: user.id, schoolId: officeId, targetId: letterId }
    await insertAudit(tx, { ...line, action: change.state === 'ready' ? 'letter.ready' : 'letter.reopened' })
  })
  return showLetter(ctx, officeId, letterId)
}
