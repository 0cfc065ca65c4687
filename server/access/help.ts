import type { DbOrTx } from '#db/client.ts'
import { findHelp, type HelpRow, listHelpById, listOfficePeople } from '#db/queries/help.ts'
import { findOpenOffice } from '#db/queries/offices.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { type Ctx, type Deps, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { reachInOffice } from './office-rules.ts'
import { covers, requireSecondStep } from './offices.ts'

/*
 * Who is what to a request for help: whoever asked, or somebody of the office whose reach covers it today. Who has asked is
 * the asker of it even where they hold a mandate: nobody reads what the office notes about their own question.
 */

type Held = Pick<HelpRow, 'id' | 'askedBy' | 'officeId' | 'regionId'>
type HelpSide = 'asker' | 'office'
type Clocked = Pick<Deps, 'db' | 'now'>

export interface HelpGrant {
  user: SessionUser
  request: HelpRow
  side: HelpSide
  /** The day it is at the office. */
  day: string
}

async function sideOf(ctx: Clocked, db: DbOrTx, user: SessionUser, request: Held): Promise<HelpSide | null> {
  if (user.kind !== 'staff') return null
  if (request.askedBy === user.id) return 'asker'
  if (!(await findOpenOffice(db, request.officeId))) return null
  const day = await findDayAt(db, request.officeId, ctx.now())
  const mandates = await listOfficePeople(db, [request.officeId], day, user.id)
  return covers(reachInOffice(mandates, 'help.answer'), request.regionId) ? 'office' : null
}

/** A request that is nobody's of whoever asks is not there. */
export async function requireHelp(
  ctx: Ctx,
  helpId: string,
  { held, of, db = ctx.db }: { held?: HelpRow | null; of?: HelpSide; db?: DbOrTx } = {},
): Promise<HelpGrant> {
  const user = requireUser(ctx)
  const request = held === undefined ? await findHelp(db, helpId) : held
  const side = request && (await sideOf(ctx, db, user, request))
  if (!request || !side) throw notFound()
  if (side === 'office') await requireSecondStep(ctx, user.id, db)
  if (of !== undefined && side !== of) throw new AppError('forbidden')
  return { user, request, side, day: await findDayAt(db, request.officeId, ctx.now()) }
}

/** Of these requests those that somebody may see now. */
export async function visibleHelp(ctx: Clocked, user: SessionUser, helpIds: string[]) {
  const rows = await listHelpById(ctx.db, helpIds)
  const sides = await Promise.all(rows.map((row) => sideOf(ctx, ctx.db, user, row)))
  return rows.filter((_row, at) => sides[at] !== null)
}

/** Those of an office who answer a request: its region's correspondents while it lies with them, else the office. */
export async function listHandlers(
  db: DbOrTx,
  { officeId, regionId }: Pick<HelpRow, 'officeId' | 'regionId'>,
  holder: HelpRow['holder'],
  day: string,
): Promise<{ userId: string; name: string }[]> {
  const people = await listOfficePeople(db, [officeId], day)
  const isHandler = (one: (typeof people)[number]) => {
    const reach = reachInOffice([one], 'help.answer')
    return holder === 'office' ? reach === 'all' : reach !== 'all' && covers(reach, regionId)
  }
  return people.filter(isHandler).map(({ userId, displayName }) => ({ userId, name: displayName }))
}
