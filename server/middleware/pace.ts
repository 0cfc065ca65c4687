import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { sourceOf } from '../auth/device.ts'
import type { AppEnv, Ctx } from '../kit/context.ts'
import type { Cost } from '../paces/costs.ts'
import { foldingTurns } from '../paces/folding-turns.ts'
import { type Asker, createPaces } from '../paces/paces.ts'
import { costOfAsking } from '../paces/programme.ts'
import { costOfRoute } from '../paces/table.ts'
import { uploadTurns } from '../paces/upload-turns.ts'

/** What this request costs. What is no route costs little: it is told so. */
function costOf(c: Context<AppEnv>): Cost {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
  const name = route && `${route.method} ${route.path}`
  if (name === undefined) return 'cheap'
  const more = costOfAsking[name]
  if (more && c.req.query(more.asked)) return more.cost
  return costOfRoute[name] ?? 'cheap'
}

function askerOf(ctx: Ctx): Asker {
  const { user } = ctx
  if (user !== null) return { own: user.id, isPupil: user.kind === 'pupil', shared: user.schoolId }
  const { id, isDevice } = sourceOf(ctx, null)
  return { own: isDevice ? id : null, isPupil: false, shared: isDevice ? null : id }
}

/** R18: every route has its pace, by what it costs; said before anything is read. */
export const keepPace = () => {
  const paces = createPaces()
  return createMiddleware<AppEnv>(async (c, next) => {
    await paces.take(costOf(c), askerOf(c.var.ctx))
    await next()
  })
}

/**
 * What brings a whole document together waits for its turn, and a file before it is read. Content that is read takes its turn
 * where it is shared.
 */
export const takeTurns = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { user } = c.var.ctx
    const cost = costOf(c)
    if (user !== null && cost === 'upload') return uploadTurns.run(user.id, next)
    if (user === null || cost !== 'folding') return next()
    // All of the request first: who sends slowly must not hold a turn.
    if (c.req.method !== 'GET') await c.req.text()
    await foldingTurns.run(user.id, next)
  })
