import { Hono } from 'hono'
import * as z from 'zod'
import { locales } from '#db/schema/values.ts'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { changeMe, changePassword, signInWithCard, signInWithPassword, signOut, whoAmI } from './auth.ts'
import { personName } from '../kit/person-name.ts'
import { triedPassword } from './passwords.ts'
import { solutionInput } from './puzzle.ts'
import { blankCookie } from './sessions.ts'

const brought = { isSharedDevice: z.boolean().optional(), solution: solutionInput.optional() }
const signIn = z.union([
  z.strictObject({ email: z.string().min(3).max(254), password: triedPassword, ...brought }),
  z.strictObject({ card: z.string().min(1).max(256), ...brought }),
])

const me = z.strictObject({
  locale: z.enum(locales).optional(),
  theme: z.enum(['system', 'light', 'dark', 'contrast']).optional(),
  shape: z.int().min(0).max(2).optional(),
  displayName: personName.optional(),
})

const password = z.strictObject({ current: triedPassword, next: z.string().max(1000) })

/** Not "storage": it holds other people's unsent words, sealed; the client wipes what is this person's. */
const clearSiteData = '"cache"'

export const sessionRoutes = new Hono<AppEnv>()
  .get('/api/session', async (c) => c.json(await whoAmI(c.var.ctx)))
  .post('/api/session', validate('json', signIn), async (c) => {
    const input = c.req.valid('json')
    const signedIn = 'card' in input ? signInWithCard(c.var.ctx, input) : signInWithPassword(c.var.ctx, input)
    const { user, kinds, cookie, deviceCookie } = await signedIn
    c.header('Set-Cookie', cookie)
    if (deviceCookie) c.header('Set-Cookie', deviceCookie, { append: true })
    return c.json({ user, secondStep: kinds })
  })
  .delete('/api/session', async (c) => {
    await signOut(c.var.ctx, 'this')
    c.header('Set-Cookie', blankCookie(c.var.ctx))
    c.header('Clear-Site-Data', clearSiteData)
    return c.body(null, 204)
  })
  .delete('/api/session/all', async (c) => {
    await signOut(c.var.ctx, 'all')
    c.header('Set-Cookie', blankCookie(c.var.ctx))
    c.header('Clear-Site-Data', clearSiteData)
    return c.body(null, 204)
  })
  .patch('/api/me', validate('json', me), async (c) => c.json(await changeMe(c.var.ctx, given(c.req.valid('json')))))
  .post('/api/me/password', validate('json', password), async (c) => {
    await changePassword(c.var.ctx, c.req.valid('json'))
    return c.body(null, 204)
  })
