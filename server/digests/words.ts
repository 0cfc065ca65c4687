import type { Locale } from '#db/schema/values.ts'

/* Words of digests, in the language of who reads them. */

interface Counted {
  name: string
  counts: { said: number; asked: number; contacts: number; searches: number; other: number }
  origin: string
  stopUrl: string
}

/** Lines of what there is any of. */
const listed = (lines: readonly [count: number, word: string][]) =>
  lines
    .filter(([count]) => count > 0)
    .map(([count, word]) => `- ${word}: ${count}`)
    .join('\n')

const en = {
  digestSubject: 'What you have not read on Préau',
  digest: ({ name, counts, origin, stopUrl }: Counted) => `Hello ${name},

this rang for you on Préau and is not read yet:

${listed([
  [counts.asked, 'waits for you'],
  [counts.contacts, 'contacts who have written to you'],
  [counts.said, 'messages and posts'],
  [counts.searches, 'saved searches that found something new'],
  [counts.other, 'other news'],
])}

${origin}/

No more of these mails: ${stopUrl}

Préau, ${origin}
`,
}

type DigestWords = typeof en

const fr: DigestWords = {
  digestSubject: 'Ce que vous n’avez pas encore lu sur Préau',
  digest: ({ name, counts, origin, stopUrl }) => `Bonjour ${name},

ceci vous a été signalé sur Préau et n’est pas encore lu :

${listed([
  [counts.asked, 'en attente de votre réponse'],
  [counts.contacts, 'contacts qui vous ont écrit'],
  [counts.said, 'messages et discussions'],
  [counts.searches, 'recherches enregistrées qui ont trouvé du nouveau'],
  [counts.other, 'autres nouvelles'],
])}

${origin}/

Ne plus recevoir ces mails : ${stopUrl}

Préau, ${origin}
`,
}

const de: DigestWords = {
  digestSubject: 'Was Sie auf Préau noch nicht gelesen haben',
  digest: ({ name, counts, origin, stopUrl }) => `Guten Tag ${name},

das wurde Ihnen auf Préau gemeldet und ist noch nicht gelesen:

${listed([
  [counts.asked, 'wartet auf Sie'],
  [counts.contacts, 'Kontakte, die Ihnen geschrieben haben'],
  [counts.said, 'Nachrichten und Beiträge'],
  [counts.searches, 'gespeicherte Suchen, die etwas Neues gefunden haben'],
  [counts.other, 'andere Neuigkeiten'],
])}

${origin}/

Diese Mails abbestellen: ${stopUrl}

Préau, ${origin}
`,
}

export const digestWords: Record<Locale, DigestWords> = { en, fr, de }
