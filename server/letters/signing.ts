import { createHash } from 'node:crypto'
import { insertAudit } from '#db/queries/audit.ts'
import {
  findLetter,
  findLetterFiles,
  insertLetter,
  type LetterFound,
  lockLetter,
  updateLetter,
} from '#db/queries/letters.ts'
import { lockSchool } from '#db/queries/schools.ts'
import type { Ctx } from '../kit/context.ts'
import { noonOf } from '../kit/dates.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { drawSheet } from '../sheets/sheet-thread.ts'
import { docxOf } from './docx.ts'
import { readFacts, todaysData } from './facts.ts'
import { sheetOf } from './fill.ts'
import type { Sending } from './input.ts'
import { filledWith, requireLetter, requireSame, requireSendable, showLetter } from './letters.ts'
import { currentTemplate } from './templates.ts'

/* What is signed is frozen: the same bytes for ever, and a hash that says so. What is wrong in it, another letter mends. */

const requireState = ({ letter }: LetterFound, ...states: LetterFound['letter']['state'][]) => {
  if (!states.includes(letter.state)) throw new AppError('conflict', 'letter_not_now')
}

async function drawn(ctx: Ctx, found: LetterFound, as: { day: string; director: string }) {
  const { template, of } = filledWith(found, as)
  const sheet = sheetOf(template, of)
  const pdf = await drawSheet(ctx, sheet)
  return { pdf, docx: await docxOf(sheet), hash: createHash('sha256').update(pdf).digest('hex') }
}

export async function signLetter(ctx: Ctx, letterId: string, { seen }: { seen: string }) {
  const read = await findLetter(ctx.db, letterId)
  const { user, day } = await requireLetter(ctx, read, 'letter.sign')
  if (!read) throw notFound()
  requireState(read, 'ready')
  requireSame(read, seen)
  // Before the transaction: drawing takes its time, and nobody waits behind it.
  const files = await drawn(ctx, read, { day, director: user.displayName })
  await ctx.db.transaction(async (tx) => {
    const found = await lockLetter(tx, letterId)
    const { office } = await requireLetter(ctx, found, 'letter.sign', tx)
    if (!found) throw notFound()
    requireState(found, 'ready')
    requireSame(found, seen)
    requireSendable(await readFacts(tx, { office, year: found.letter.year, day }), found)
    const at = ctx.now()
    await updateLetter(tx, letterId, { ...files, state: 'signed', signedBy: user.id, signedAt: at })
    const line = { at, actorId: user.id, schoolId: office.id, targetId: letterId }
    await insertAudit(tx, { ...line, action: 'letter.signed', detail: { hash: files.hash } })
  })
  return showLetter(ctx, read.letter.officeId, letterId)
}

export async function sendLetter(ctx: Ctx, letterId: string, { way, on }: Sending) {
  const officeId = await ctx.db.transaction(async (tx) => {
    const found = await lockLetter(tx, letterId)
    const { user, office, day } = await requireLetter(ctx, found, 'letter.prepare', tx)
    if (!found) throw notFound()
    requireState(found, 'signed')
    if (on > day) throw invalidField('on', 'date_ahead')
    const signedOn = found.letter.signedAt?.toISOString().slice(0, 10) ?? ''
    if (on < signedOn) throw invalidField('on', 'letter_before_signing')
    await updateLetter(tx, letterId, { state: 'sent', sentAt: noonOf(on), sentWay: way })
    const line = { at: ctx.now(), actorId: user.id, schoolId: office.id, targetId: letterId }
    await insertAudit(tx, { ...line, action: 'letter.sent', detail: { way, on } })
    return office.id
  })
  return showLetter(ctx, officeId, letterId)
}

/** Takes back what was signed; where there is still something to tell, a draft takes its place. */
export async function voidLetter(ctx: Ctx, letterId: string) {
  return ctx.db.transaction(async (tx) => {
    const known = await findLetter(tx, letterId)
    if (known) await lockSchool(tx, known.letter.officeId)
    const found = await lockLetter(tx, letterId)
    const { user, office, day } = await requireLetter(ctx, found, 'letter.prepare', tx)
    if (!found) throw notFound()
    requireState(found, 'signed', 'sent')
    const at = ctx.now()
    await updateLetter(tx, letterId, { state: 'void' })
    const { year, regionId, schoolId } = found.letter
    const data = todaysData(await readFacts(tx, { office, year, day }), found)
    const asked = { officeId: office.id, kind: found.kind, language: found.language, at }
    const replacement =
      data === null
        ? null
        : await insertLetter(tx, {
            ...{ officeId: office.id, year, regionId, schoolId, data, replaces: letterId },
            templateId: (await currentTemplate(tx, asked)).id,
            ...{ preparedBy: user.id, preparedAt: at },
          })
    const line = { at, actorId: user.id, schoolId: office.id, targetId: letterId }
    await insertAudit(tx, { ...line, action: 'letter.voided', detail: { replacement } })
    return { replacement }
  })
}

/** What was signed, byte for byte. */
export async function takeLetter(ctx: Ctx, letterId: string, form: 'pdf' | 'docx') {
  await requireLetter(ctx, await findLetter(ctx.db, letterId), 'letter.read')
  const bytes = (await findLetterFiles(ctx.db, letterId))?.[form]
  if (!bytes) throw new AppError('conflict', 'letter_unsigned')
  return new Uint8Array(bytes)
}
