import { findCircular } from '#db/queries/circulars.ts'
import { listMailStops } from '#db/queries/mail-stops.ts'
import { findReader, type MailRow, type Reader } from '#db/queries/mails.ts'
import type { CircularText } from '#db/schema/circulars.ts'
import type { Locale } from '#db/schema/values.ts'
import type { Deps } from '../kit/context.ts'
import type { Letter } from '../mail/carriers.ts'
import { stopUrlFor } from '../mail/unsubscribe.ts'
import { languageOf } from '../mail/words.ts'

/* A circular as it comes to somebody: the office's words in their language, who wrote them, and the click that ends them. */

interface Frame {
  greeting: (name: string) => string
  /** Why they get it. */
  because: (office: string, region: string) => string
  stop: string
}

const frames: Record<Locale, Frame> = {
  en: {
    greeting: (name) => `Hello ${name},`,
    because: (office, region) => `${office} writes this to the teachers of ${region}.`,
    stop: 'No more of these letters',
  },
  fr: {
    greeting: (name) => `Bonjour ${name},`,
    because: (office, region) => `Lettre aux enseignant·es (${region}), de la part de : ${office}.`,
    stop: 'Ne plus recevoir ces lettres',
  },
  de: {
    greeting: (name) => `Guten Tag ${name},`,
    because: (office, region) => `Brief an die Lehrkräfte (${region}) von: ${office}.`,
    stop: 'Diese Briefe abbestellen',
  },
}

interface Written {
  texts: readonly CircularText[]
  /** Null for who is no more. */
  author: string | null
  office: string
  region: string
}

/** In the reader's language where the office wrote it, or else in the office's own, which stands first. */
function textFor(texts: readonly CircularText[], wanted: Locale): CircularText {
  const found = texts.find(({ locale }) => locale === wanted) ?? texts[0]
  if (!found) throw new Error('a circular has no text')
  return found
}

/** The same for the preview and for the letter. */
export function composed(
  { author, office, region }: Written,
  { locale, subject, text }: CircularText,
  reader: { name: string; stopUrl: string; origin: string },
) {
  const { greeting, because, stop } = frames[locale]
  const signed = [author, office].filter(Boolean).join(', ')
  const { name, stopUrl, origin } = reader
  const words = `${greeting(name)}

${text}

${signed}

${because(office, region)}
${stop}: ${stopUrl}

Préau, ${origin}
`
  return { locale, subject, text: words }
}

/** Null for who stopped them meanwhile, or is kept out. */
export async function writeCircular(deps: Deps, mail: MailRow): Promise<Letter | null> {
  const circular = mail.circularId === null ? null : await findCircular(deps.db, mail.circularId)
  const reader = await findReader(deps.db, mail.address)
  if (!circular || !reader || reader.suspendedAt !== null) return null
  if ((await listMailStops(deps.db, reader.userId)).includes('circular')) return null
  return letterTo(deps, reader, { to: mail.address, circular })
}

function letterTo({ settings }: Deps, reader: Reader, { to, circular }: { to: string; circular: Written }): Letter {
  const { userId, displayName: name, school } = reader
  const stopUrl = stopUrlFor(settings, userId, 'circular')
  const chosen = textFor(circular.texts, languageOf(reader.locale, school.locale))
  const letter = composed(circular, chosen, { name, stopUrl, origin: settings.publicUrl.origin })
  return { to, ...letter, stopUrl }
}
