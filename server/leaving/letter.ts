import type { DbOrTx } from '#db/client.ts'
import { isDormant, updateDormant } from '#db/queries/leaving.ts'
import { findReader, type MailRow } from '#db/queries/mails.ts'
import type { Locale } from '#db/schema/values.ts'
import type { Deps } from '../kit/context.ts'
import { dayOf } from '../kit/dates.ts'
import type { Letter } from '../mail/carriers.ts'
import { languageOf } from '../mail/words.ts'
import { dueOn, timesOn } from './times.ts'

interface Told {
  name: string
  origin: string
  days: number
}

const en = {
  subject: 'Your Préau account',
  hide: ({ name, origin, days }: Told) => `Hello ${name},

You have not been on Préau for nearly a year. In ${days} days other teachers will no longer find you in the directory. If you sign in, everything stays as it is:

${origin}

If you no longer need your account, you can download what is yours and delete the account under "Me".

Préau, ${origin}
`,
  anonymise: ({ name, origin, days }: Told) => `Hello ${name},

You have not been on Préau for nearly three years. In ${days} days your account, your profile and your name will be removed; what you wrote in projects stays there without your name. If you sign in before, everything stays as it is:

${origin}

Préau, ${origin}
`,
}

const fr: typeof en = {
  subject: 'Votre compte Préau',
  hide: ({ name, origin, days }) => `Bonjour ${name},

Vous n’êtes pas venu·e sur Préau depuis près d’un an. Dans ${days} jours, les autres enseignant·es ne vous trouveront plus dans l’annuaire. Si vous vous connectez, rien ne change :

${origin}

Si vous n’avez plus besoin de votre compte, vous pouvez télécharger ce qui est à vous et supprimer le compte sous « Moi ».

Préau, ${origin}
`,
  anonymise: ({ name, origin, days }) => `Bonjour ${name},

Vous n’êtes pas venu·e sur Préau depuis près de trois ans. Dans ${days} jours, votre compte, votre profil et votre nom seront effacés ; ce que vous avez écrit dans les projets y reste, sans votre nom. Si vous vous connectez avant, rien ne change :

${origin}

Préau, ${origin}
`,
}

const de: typeof en = {
  subject: 'Ihr Préau-Konto',
  hide: ({ name, origin, days }) => `Guten Tag ${name},

Sie waren seit fast einem Jahr nicht mehr auf Préau. In ${days} Tagen finden andere Lehrkräfte Sie nicht mehr im Verzeichnis. Wenn Sie sich anmelden, bleibt alles, wie es ist:

${origin}

Wenn Sie Ihr Konto nicht mehr brauchen, können Sie unter „Ich“ herunterladen, was Ihnen gehört, und das Konto löschen.

Préau, ${origin}
`,
  anonymise: ({ name, origin, days }) => `Guten Tag ${name},

Sie waren seit fast drei Jahren nicht mehr auf Préau. In ${days} Tagen werden Ihr Konto, Ihr Profil und Ihr Name entfernt; was Sie in Projekten geschrieben haben, bleibt dort ohne Ihren Namen. Wenn Sie sich vorher anmelden, bleibt alles, wie es ist:

${origin}

Préau, ${origin}
`,
}

const dormantWords: Record<Locale, typeof en> = { en, fr, de }

/** Which letter is due to somebody, if any: they may have come back, or been kept out, since it was put into the outbox. */
async function findWarning(db: DbOrTx, userId: string, now: Date) {
  for (const step of ['warn', 'warn_again'] as const) if (await isDormant(db, userId, dueOn(step, now))) return step
  return null
}

/** Null where none is due any more, or nobody has the address. Nothing happens to whom it did not go. */
export async function writeDormant({ db, now, settings }: Deps, mail: MailRow): Promise<Letter | null> {
  const reader = settings.sendsMail ? await findReader(db, mail.address) : null
  const step = reader && (await findWarning(db, reader.userId, now()))
  if (!reader || !step) return null
  const locale = languageOf(reader.locale, reader.school.locale)
  const words = dormantWords[locale]
  const { origin } = settings.publicUrl
  const told = { name: reader.displayName, origin, days: timesOn(dayOf(now())).notice }
  return {
    ...{ to: mail.address, locale, subject: words.subject },
    text: step === 'warn' ? words.hide(told) : words.anonymise(told),
    sent: (at) => updateDormant(db, reader.userId, { ...dueOn(step, at), changes: { warnedAt: at } }),
  }
}
