import { createHmac, timingSafeEqual } from 'node:crypto'
import { findLanguages, insertMailStop } from '#db/queries/mail-stops.ts'
import { type Locale, type StopKind, stopKinds } from '#db/schema/values.ts'
import type { Ctx, Settings } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { languageOf } from './words.ts'

/*
 * One click ends mails of a kind (RFC 8058). The link is signed and says who and what: a mailbox follows it without a
 * login, years later, and it does nothing else. It is kept nowhere, so that none has to be found again.
 */

const path = '/api/unsubscribe/'
const shape = /^([0-9a-f-]{36})\.([a-z]+)\.([A-Za-z0-9_-]{43})$/

const sign = ({ secretKey }: Settings, userId: string, kind: string) =>
  createHmac('sha256', secretKey).update(`unsubscribe:${userId}:${kind}`).digest('base64url')

/** For `Letter.stopUrl`, and for the last line of a letter. */
export const stopUrlFor = (settings: Settings, userId: string, kind: StopKind): string =>
  `${settings.publicUrl.origin}${path}${userId}.${kind}.${sign(settings, userId, kind)}`

export interface Stop {
  userId: string
  kind: StopKind
  locale: Locale
}

/** What a link would stop. Throws `not_found` for a forged one, and where the person is no more. */
export async function readStop({ db, settings }: Pick<Ctx, 'db' | 'settings'>, signed: string): Promise<Stop> {
  const [, userId = '', named, given = ''] = shape.exec(signed) ?? []
  const kind = stopKinds.find((one) => one === named)
  if (kind === undefined) throw notFound()
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(sign(settings, userId, kind)))) throw notFound()
  const languages = await findLanguages(db, userId)
  if (languages === null) throw notFound()
  return { userId, kind, locale: languageOf(languages.own, languages.schools) }
}

export async function stopMails(ctx: Ctx, signed: string): Promise<Stop> {
  const stop = await readStop(ctx, signed)
  await insertMailStop(ctx.db, stop.userId, stop.kind, ctx.now())
  return stop
}
