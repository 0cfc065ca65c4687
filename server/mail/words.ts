import { type Locale, locales } from '#db/schema/values.ts'
import { tagOf } from '../kit/dates.ts'

/* Words of letters, in the language of who reads them. The screens' catalogues are the browser's. */

interface Reader {
  name: string
  school: string
  origin: string
}

interface Asked extends Reader {
  url: string
  until: string
}

const en = {
  recoverySubject: 'A new password for Préau',
  recovery: ({ name, school, url, until, origin }: Asked) => `Hello ${name},

Somebody asked for a new password for your account at ${school}. With this link you set it. It works once, until ${until}:

${url}

If it was not you, you need do nothing: your password stays as it is.

Préau, ${origin}
`,
  secondStepRemovedSubject: 'The second step of your Préau account',
  secondStepRemoved: ({ name, school, origin }: Reader) => `Hello ${name},

An administrator of ${school} has removed the second step of your account: your password alone lets you in again. Recovery codes that you had open nothing any more.

If you asked for this, make a new second step under "Me". If you did not, change your password and tell another administrator.

Préau, ${origin}
`,
}

type LetterWords = typeof en

const fr: LetterWords = {
  recoverySubject: 'Un nouveau mot de passe pour Préau',
  recovery: ({ name, school, url, until, origin }) => `Bonjour ${name},

Quelqu’un a demandé un nouveau mot de passe pour votre compte (${school}). Ce lien vous permet de le choisir. Il sert une seule fois, jusqu’au ${until} :

${url}

Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe reste le même.

Préau, ${origin}
`,
  secondStepRemovedSubject: 'La seconde étape de votre compte Préau',
  secondStepRemoved: ({ name, school, origin }) => `Bonjour ${name},

L’administration (${school}) a retiré la seconde étape de votre compte : votre mot de passe suffit à nouveau. Vos codes de secours n’ouvrent plus rien.

Si vous l’avez demandé, créez une nouvelle seconde étape sous « Moi ». Sinon, changez votre mot de passe et prévenez une autre personne de l’administration.

Préau, ${origin}
`,
}

const de: LetterWords = {
  recoverySubject: 'Ein neues Passwort für Préau',
  recovery: ({ name, school, url, until, origin }) => `Guten Tag ${name},

jemand hat für Ihr Konto (${school}) ein neues Passwort angefordert. Mit diesem Link legen Sie es fest. Er gilt ein einziges Mal, bis ${until}:

${url}

Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.

Préau, ${origin}
`,
  secondStepRemovedSubject: 'Der zweite Schritt Ihres Préau-Kontos',
  secondStepRemoved: ({ name, school, origin }) => `Guten Tag ${name},

die Administration (${school}) hat den zweiten Schritt Ihres Kontos entfernt: Ihr Passwort allein genügt wieder. Ihre Notfallcodes öffnen nichts mehr.

Wenn Sie darum gebeten haben, richten Sie unter „Ich“ einen neuen zweiten Schritt ein. Wenn nicht, ändern Sie Ihr Passwort und sagen Sie einer anderen Person der Administration Bescheid.

Préau, ${origin}
`,
}

export const letterWords: Record<Locale, LetterWords> = { en, fr, de }

/** The language that somebody has chosen, or else their school's. */
export const languageOf = (own: string | null, schools: string): Locale =>
  locales.find((locale) => locale === own) ?? locales.find((locale) => locale === schools) ?? 'en'

/** A moment by the clock of a school. */
export const momentIn = (locale: Locale, timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat(tagOf[locale], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
