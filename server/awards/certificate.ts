import { encode } from 'uqr'
import type { AwardRow } from '#db/queries/awards.ts'
import type { Locale } from '#db/schema/values.ts'
import { lastDayOf } from '../kit/award-state.ts'
import type { Ctx } from '../kit/context.ts'
import { noonOf } from '../kit/dates.ts'
import { AppError } from '../kit/errors.ts'
import { type Markup, markup } from '../kit/plain-page.ts'
import { schemeNames } from '../kit/award-names.ts'
import type { Block } from '../sheets/sheet.ts'
import { drawSheet } from '../sheets/sheet-thread.ts'
import { sheetText } from '../sheets/words.ts'
import { requireAward, verify } from './awards.ts'
import { certificateWords } from './words.ts'

/* A certificate on paper, and the page of everybody who wants to know whether it is one. */

/** A day is of no clock: at noon by UTC it is the same one in all of Europe. */
const dayIn = (locale: Locale, day: string) => sheetText(locale, 'UTC').day(noonOf(day))

function factsOf(award: AwardRow, locale: Locale): [string, string][] {
  const words = certificateWords[locale]
  const { shown, awardedOn, validUntil, place, code, scheme } = award
  // The pupils' is nobody's by name: the school writes the name in by hand.
  const people = scheme === 'pupil_label' ? [] : shown.people.map(({ name }) => name ?? words.nobody)
  const all: [string, string | null][] = [
    [words.project, shown.project],
    [words.people, people.join(', ') || null],
    [words.schools, shown.schools.map(({ name, town }) => `${name}, ${town}`).join('; ') || null],
    [words.place, place === null ? null : String(place)],
    [words.awardedOn, dayIn(locale, awardedOn)],
    [words.until, validUntil === null ? null : dayIn(locale, lastDayOf(validUntil))],
    [words.code, code],
  ]
  return all.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]))
}

/** The dark squares as one path. */
function qrOf(text: string, alt: string): Block {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { is: 'qr', alt, path: squares.join(''), size }
}

export async function drawCertificate(ctx: Ctx, awardId: string, locale: Locale) {
  const { award } = await requireAward(ctx, awardId)
  if (award.withdrawnAt !== null) throw new AppError('conflict', 'award_withdrawn')
  const words = certificateWords[locale]
  const address = `${ctx.settings.publicUrl.origin}/certificate/${award.code}`
  const pupils: Block[] =
    award.scheme === 'pupil_label'
      ? [
          { is: 'text', text: words.pupilLead },
          { is: 'room', lines: 1 },
        ]
      : []
  return drawSheet(ctx, {
    title: schemeNames[locale][award.scheme],
    language: locale,
    under: words.title,
    date: noonOf(award.awardedOn),
    blocks: [
      ...pupils,
      { is: 'facts', rows: factsOf(award, locale) },
      { is: 'text', text: words.check(address) },
      qrOf(address, address),
    ],
  })
}

/** The same answer in the same form whether it is one or not: what is forged has no code that is known. */
export async function certificatePage(
  ctx: Ctx,
  locale: Locale,
  code: string,
): Promise<{ title: string; body: Markup }> {
  const words = certificateWords[locale]
  const found = await verify(ctx, code)
  if (!found) return { title: words.unknown, body: markup`<p>${words.unknownHint}</p>` }
  const { award, state } = found
  const facts = factsOf(award, locale).map(([name, value]) => markup`<dt>${name}</dt><dd dir="auto">${value}</dd>`)
  return {
    title: schemeNames[locale][award.scheme],
    body: markup`<p class="card"><strong>${words.states[state]}</strong></p><dl>${facts}</dl>`,
  }
}
