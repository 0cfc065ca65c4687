import type { DbOrTx } from '#db/client.ts'
import { hasAuthenticator } from '#db/queries/authenticators.ts'
import { findOpenOffice, listMandatesOn } from '#db/queries/offices.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { type OfficeAction, reachInOffice } from './office-rules.ts'

/**
 * Who may do this at an office today, and where. To whom it gave no mandate an office's inside is not there. A mandate that
 * ended this morning is over, by the clock of the office. Whoever has one brings a second step to sign in, and does nothing here
 * until then.
 */
export async function requireOffice(ctx: Ctx, officeId: string, action: OfficeAction, db: DbOrTx = ctx.db) {
  const user = requireUser(ctx)
  const office = user.kind === 'staff' ? await findOpenOffice(db, officeId) : null
  if (!office) throw notFound()
  const day = await findDayAt(db, officeId, ctx.now())
  const mandates = await listMandatesOn(db, { userId: user.id, officeId, day })
  if (mandates.length === 0) throw notFound()
  if (ctx.settings.needsSecondStep && !(await hasAuthenticator(db, user.id)))
    throw new AppError('forbidden', 'second_factor_needed')
  const reach = reachInOffice(mandates, action)
  if (reach.length === 0) throw new AppError('forbidden')
  return { user, office, day, mandates, reach, may: (asked: OfficeAction) => reachInOffice(mandates, asked).length > 0 }
}

/** Whether a reach covers a place that lies in this region, or in none that is known. */
export const covers = (reach: 'all' | readonly string[], regionId: string | null): boolean =>
  reach === 'all' || (regionId !== null && reach.includes(regionId))
