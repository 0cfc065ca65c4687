import type { Locale } from '#db/schema/values.ts'

/* Words of letters to who signs up, in their language. */

interface Asked {
  name: string
  url: string
  until: string
  origin: string
}

interface Known {
  name: string
  school: string
  signIn: string
  forgot: string
  origin: string
}

/** What became of somebody who signed up. */
interface Decided {
  name: string
  school: string
  origin: string
  /** Who decided or asks: an office, or the school itself. */
  decider: string
  /** Of an office: what it asks, or why it refused. */
  reason: string
}

const en = {
  registrationSubject: 'Your account on Préau',
  registration: ({ name, url, until, origin }: Asked) => `Hello ${name},

Somebody asked for an account on Préau with this address. With this link you choose a password and the account is made. It works once, until ${until}:

${url}

If it was not you, you need do nothing: no account is made, and what was typed is forgotten after a day.

Préau, ${origin}
`,
  known: ({ name, school, signIn, forgot, origin }: Known) => `Hello ${name},

Somebody asked for a new account on Préau with this address. You have one already, at ${school}. Sign in here:

${signIn}

If you do not know your password any more, set a new one here:

${forgot}

If it was not you, you need do nothing.

Préau, ${origin}
`,
  confirmedSubject: 'You are in',
  confirmed: ({ name, school, decider, origin }: Decided) => `Hello ${name},

${decider} has confirmed you: your account at ${school} is open.

${origin}/

Préau, ${origin}
`,
  questionSubject: 'A question about your account',
  question: ({ name, decider, reason, origin }: Decided) => `Hello ${name},

before your account is opened, ${decider} asks you something:

${reason}

Sign in to answer:

${origin}/sign-in

Préau, ${origin}
`,
  refusedSubject: 'Your account was not confirmed',
  refused: ({ name, school, decider, reason, origin }: Decided) => `Hello ${name},

${decider} did not confirm your account at ${school}. The reason:

${reason}

You may ask once more within 14 days: sign in at ${origin}/sign-in. After that the account and what you said of yourself are taken away.

Préau, ${origin}
`,
}

type NewcomerWords = typeof en

const fr: NewcomerWords = {
  registrationSubject: 'Votre compte Préau',
  registration: ({ name, url, until, origin }) => `Bonjour ${name},

Quelqu’un a demandé un compte Préau avec cette adresse. Ce lien vous permet de choisir un mot de passe ; le compte est alors créé. Il sert une seule fois, jusqu’au ${until} :

${url}

Si ce n’était pas vous, vous n’avez rien à faire : aucun compte n’est créé, et ce qui a été saisi est oublié au bout d’un jour.

Préau, ${origin}
`,
  known: ({ name, school, signIn, forgot, origin }) => `Bonjour ${name},

Quelqu’un a demandé un nouveau compte Préau avec cette adresse. Vous en avez déjà un (${school}). Connectez-vous ici :

${signIn}

Si vous ne connaissez plus votre mot de passe, choisissez-en un nouveau ici :

${forgot}

Si ce n’était pas vous, vous n’avez rien à faire.

Préau, ${origin}
`,
  confirmedSubject: 'Votre compte est ouvert',
  confirmed: ({ name, school, decider, origin }) => `Bonjour ${name},

Votre compte (${school}) a été confirmé. Qui l’a confirmé : ${decider}. Il est ouvert :

${origin}/

Préau, ${origin}
`,
  questionSubject: 'Une question sur votre compte',
  question: ({ name, decider, reason, origin }) => `Bonjour ${name},

avant l’ouverture de votre compte, une question vous est posée (${decider}) :

${reason}

Connectez-vous pour répondre :

${origin}/sign-in

Préau, ${origin}
`,
  refusedSubject: 'Votre compte n’a pas été confirmé',
  refused: ({ name, school, decider, reason, origin }) => `Bonjour ${name},

Votre compte (${school}) n’a pas été confirmé. Qui en a décidé : ${decider}. La raison :

${reason}

Vous pouvez demander un nouvel examen dans les 14 jours : connectez-vous sur ${origin}/sign-in. Ensuite, le compte et ce que vous aviez indiqué sont supprimés.

Préau, ${origin}
`,
}

const de: NewcomerWords = {
  registrationSubject: 'Ihr Konto bei Préau',
  registration: ({ name, url, until, origin }) => `Guten Tag ${name},

jemand hat mit dieser Adresse ein Konto bei Préau angefordert. Mit diesem Link wählen Sie ein Passwort, dann wird das Konto angelegt. Er gilt ein einziges Mal, bis ${until}:

${url}

Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Es wird kein Konto angelegt, und was eingegeben wurde, ist nach einem Tag vergessen.

Préau, ${origin}
`,
  known: ({ name, school, signIn, forgot, origin }) => `Guten Tag ${name},

jemand hat mit dieser Adresse ein neues Konto bei Préau angefordert. Sie haben schon eines (${school}). Hier melden Sie sich an:

${signIn}

Wenn Sie Ihr Passwort nicht mehr wissen, setzen Sie hier ein neues:

${forgot}

Wenn Sie das nicht waren, brauchen Sie nichts zu tun.

Préau, ${origin}
`,
  confirmedSubject: 'Ihr Konto ist offen',
  confirmed: ({ name, school, decider, origin }) => `Guten Tag ${name},

Ihr Konto (${school}) ist bestätigt, und zwar von: ${decider}. Es ist offen:

${origin}/

Préau, ${origin}
`,
  questionSubject: 'Eine Frage zu Ihrem Konto',
  question: ({ name, decider, reason, origin }) => `Guten Tag ${name},

bevor Ihr Konto geöffnet wird, gibt es eine Frage an Sie (${decider}):

${reason}

Melden Sie sich an, um zu antworten:

${origin}/sign-in

Préau, ${origin}
`,
  refusedSubject: 'Ihr Konto wurde nicht bestätigt',
  refused: ({ name, school, decider, reason, origin }) => `Guten Tag ${name},

Ihr Konto (${school}) wurde nicht bestätigt, und zwar von: ${decider}. Der Grund:

${reason}

Sie können innerhalb von 14 Tagen noch einmal fragen: Melden Sie sich an unter ${origin}/sign-in. Danach werden das Konto und Ihre Angaben gelöscht.

Préau, ${origin}
`,
}

export const newcomerWords: Record<Locale, NewcomerWords> = { en, fr, de }
