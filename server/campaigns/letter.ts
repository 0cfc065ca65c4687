import { findReader, type MailRow } from '#db/queries/mails.ts'
import { listMailStops } from '#db/queries/mail-stops.ts'
import { listOpenInvitations } from '#db/queries/school-invitations.ts'
import type { Locale } from '#db/schema/values.ts'
import type { Deps } from '../kit/context.ts'
import type { Letter } from '../mail/carriers.ts'
import { stopUrlFor } from '../mail/unsubscribe.ts'
import { languageOf, momentIn } from '../mail/words.ts'

/* That one's school is invited to apply, as it comes by mail. */

interface Told {
  name: string
  school: string
  calls: string
  url: string
  stopUrl: string
  origin: string
}

interface Words {
  subject: string
  call(title: string, until: string): string
  text(told: Told): string
}

const words: Record<Locale, Words> = {
  en: {
    subject: 'Your school is invited to apply',
    call: (title, until) => `- ${title}, until ${until}`,
    text: ({ name, school, calls, url, stopUrl, origin }) => `Hello ${name},

${school} meets the conditions, and is invited to apply:

${calls}

You write the application together with your colleagues, over as many sittings as you like, on the page of your school:

${url}

No more of these letters: ${stopUrl}

Préau, ${origin}
`,
  },
  fr: {
    subject: 'Votre établissement est invité à candidater',
    call: (title, until) => `- ${title}, jusqu’au ${until}`,
    text: ({ name, school, calls, url, stopUrl, origin }) => `Bonjour ${name},

${school} remplit les conditions et est invité à candidater :

${calls}

Vous écrivez la candidature avec vos collègues, en autant de fois que vous voulez, sur la page de votre établissement :

${url}

Ne plus recevoir ces lettres : ${stopUrl}

Préau, ${origin}
`,
  },
  de: {
    subject: 'Ihre Schule ist eingeladen, sich zu bewerben',
    call: (title, until) => `- ${title}, bis ${until}`,
    text: ({ name, school, calls, url, stopUrl, origin }) => `Guten Tag ${name},

${school} erfüllt die Bedingungen und ist eingeladen, sich zu bewerben:

${calls}

Sie schreiben die Bewerbung gemeinsam mit Ihrem Kollegium, in so vielen Sitzungen, wie Sie möchten, auf der Seite Ihrer Schule:

${url}

Diese Briefe abbestellen: ${stopUrl}

Préau, ${origin}
`,
  },
}

/** Null for who wants no letters of an office, and where nothing is open any more. */
export async function writeInvited({ db, now, settings }: Deps, mail: MailRow): Promise<Letter | null> {
  const reader = await findReader(db, mail.address)
  if (!reader || reader.suspendedAt !== null) return null
  if ((await listMailStops(db, reader.userId)).includes('circular')) return null
  const calls = await listOpenInvitations(db, reader.school.id, now())
  if (calls.length === 0) return null
  const locale = languageOf(reader.locale, reader.school.locale)
  const { subject, call, text } = words[locale]
  const { origin } = settings.publicUrl
  const stopUrl = stopUrlFor(settings, reader.userId, 'circular')
  const titleOf = ({ titles }: (typeof calls)[number]) => titles[locale] ?? titles.en ?? Object.values(titles)[0] ?? ''
  const lines = calls.map((one) => call(titleOf(one), momentIn(locale, one.timeZone, one.closesAt)))
  return {
    ...{ to: mail.address, locale, subject, stopUrl },
    text: text({
      ...{ name: reader.displayName, school: reader.school.name, calls: lines.join('\n') },
      ...{ url: `${origin}/school?tab=label`, stopUrl, origin },
    }),
  }
}
