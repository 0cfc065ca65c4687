import type { Locale, officialTextKinds } from '#db/schema/values.ts'

const kindsEn: Record<(typeof officialTextKinds)[number], string> = {
  circular: 'Circular',
  note: 'Note',
  bulletin: 'Bulletin:',
}

const en = {
  title: 'Official texts and themes',
  themes: 'Themes',
  kinds: kindsEn,
  source: 'Source',
  unverified: 'Not verified in the text itself',
  since: (day: string) => `since ${day}`,
  span: (from: string, to: string) => `from ${from}, until ${to}`,
  news: 'News',
}

const fr: typeof en = {
  title: 'Textes officiels et thèmes',
  themes: 'Thèmes',
  kinds: { circular: 'Circulaire', note: 'Note de service', bulletin: 'Bulletin :' },
  source: 'Source',
  unverified: 'Non vérifié dans le texte lui-même',
  since: (day) => `depuis le ${day}`,
  span: (from, to) => `du ${from} au ${to}`,
  news: 'Actualités',
}

const de: typeof en = {
  title: 'Amtliche Texte und Themen',
  themes: 'Themen',
  kinds: { circular: 'Rundschreiben', note: 'Dienstanweisung', bulletin: 'Amtsblatt:' },
  source: 'Quelle',
  unverified: 'Nicht am Text selbst geprüft',
  since: (day) => `seit ${day}`,
  span: (from, to) => `ab ${from}, bis ${to}`,
  news: 'Neuigkeiten',
}

/** Words of the public page of official texts, for whoever reads it. */
export const textWords: Record<Locale, typeof en> = { en, fr, de }
