import { listMandateInvitationsTo, updateInvitationToken } from '#db/queries/invitations.ts'
import { findReader, type MailRow } from '#db/queries/mails.ts'
import type { Locale, MandatePost } from '#db/schema/values.ts'
import { newLink } from '../invitations/links.ts'
import type { Deps } from '../kit/context.ts'
import type { Letter } from '../mail/carriers.ts'
import { languageOf, momentIn } from '../mail/words.ts'
import { postWords } from './words.ts'

/* The letter by which an office invites somebody to a mandate. */

interface Invited {
  office: string
  post: string
  url: string
  until: string
}

interface LetterWords {
  subject: string
  text: (greeting: string, invited: readonly Invited[], origin: string) => string
  greeting: (name: string | null) => string
}

const each = (invited: readonly Invited[], say: (one: Invited) => string) => invited.map(say).join('\n')

const words: Record<Locale, LetterWords> = {
  en: {
    subject: 'An office of the programme invites you',
    greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    text: (greeting, invited, origin) => `${greeting}

${each(invited, ({ office, post, url, until }) => `${office} invites you as: ${post}. The link works once, until ${until}:\n\n${url}\n`)}
If you do not want this, you need do nothing.

Préau, ${origin}
`,
  },
  fr: {
    subject: 'Un bureau du programme vous invite',
    greeting: (name) => (name === null ? 'Bonjour,' : `Bonjour ${name},`),
    text: (greeting, invited, origin) => `${greeting}

${each(invited, ({ office, post, url, until }) => `${office} vous invite. Mandat : ${post}. Le lien sert une seule fois, jusqu’au ${until} :\n\n${url}\n`)}
Si vous ne le souhaitez pas, vous n’avez rien à faire.

Préau, ${origin}
`,
  },
  de: {
    subject: 'Eine Stelle des Programms lädt Sie ein',
    greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
    text: (greeting, invited, origin) => `${greeting}

${each(invited, ({ office, post, url, until }) => `${office} lädt Sie ein. Mandat: ${post}. Der Link gilt ein einziges Mal, bis ${until}:\n\n${url}\n`)}
Wenn Sie das nicht möchten, brauchen Sie nichts zu tun.

Préau, ${origin}
`,
  },
}

const named = (locale: Locale, post: MandatePost, region: string | null) =>
  region === null ? postWords[locale][post] : `${postWords[locale][post]} (${region})`

/** With new links, in the place of those that a letter before had. Null where no invitation to the address is open. */
export async function writeInvitation(deps: Deps, mail: MailRow): Promise<Letter | null> {
  const open = await listMandateInvitationsTo(deps.db, mail.address, deps.now())
  const [first] = open
  if (!first) return null
  const reader = await findReader(deps.db, mail.address)
  const locale = languageOf(reader?.locale ?? null, reader?.school.locale ?? first.office.locale)
  const links = open.map((one) => ({ ...one, ...newLink(deps.settings, '/invite') }))
  await deps.db.transaction(async (tx) => {
    for (const { id, tokenHash } of links) await updateInvitationToken(tx, id, tokenHash)
  })
  const invited = links.flatMap(({ office, post, region, url, expiresAt }) =>
    post === null
      ? []
      : [
          {
            office: office.name,
            post: named(locale, post, region),
            url,
            until: momentIn(locale, office.timeZone, expiresAt),
          },
        ],
  )
  const { subject, greeting, text } = words[locale]
  const { origin } = deps.settings.publicUrl
  return { to: mail.address, locale, subject, text: text(greeting(reader?.displayName ?? null), invited, origin) }
}
