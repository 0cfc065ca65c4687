import type { Locale } from '#db/schema/values.ts'

/* Words of the list of labelled schools, for whoever reads it. */

const en = {
  title: 'Labelled schools',
  /** Of schools that have something by a project. */
  titleOf: (what: string) => `Schools with: ${what}`,
  lead: 'Schools that have the label now. It is given for a time, and what was taken back is not in this list.',
  leadOf: 'Schools of projects that have it now. A school whose own page is not public stands here with its town.',
  leadOfYear: (year: string) => `Given for the school year ${year}. Some of them may be over by now: it says so.`,
  scheme: 'Label or prize',
  country: 'Country',
  everywhere: 'All countries',
  year: 'Given for the school year',
  now: 'Whatever holds now',
  show: 'Show',
  none: 'There is none yet.',
  count: 'Schools',
  since: (from: string) => `given on ${from}`,
  until: (from: string, to: string) => `${from} to ${to}`,
  over: (to: string) => `over since ${to}`,
  noRegion: 'Without a region',
  more: 'More schools',
  first: 'From the beginning',
}

const fr: typeof en = {
  title: 'Établissements labellisés',
  titleOf: (what) => `Établissements : ${what}`,
  lead: 'Établissements qui ont le label en ce moment. Il est donné pour un temps ; ce qui a été retiré n’est pas dans cette liste.',
  leadOf:
    'Établissements de projets qui l’ont en ce moment. Celui dont la page n’est pas publique figure ici par sa ville.',
  leadOfYear: (year) => `Donné au titre de l’année scolaire ${year}. S’il a pris fin depuis, c’est indiqué.`,
  scheme: 'Label ou prix',
  country: 'Pays',
  everywhere: 'Tous les pays',
  year: 'Donné au titre de l’année scolaire',
  now: 'Tout ce qui est valable en ce moment',
  show: 'Afficher',
  none: 'Il n’y en a pas encore.',
  count: 'Établissements',
  since: (from) => `remis le ${from}`,
  until: (from, to) => `du ${from} au ${to}`,
  over: (to) => `terminé depuis le ${to}`,
  noRegion: 'Sans région',
  more: 'D’autres établissements',
  first: 'Depuis le début',
}

const de: typeof en = {
  title: 'Ausgezeichnete Schulen',
  titleOf: (what) => `Schulen: ${what}`,
  lead: 'Schulen, die das Siegel zurzeit haben. Es wird auf Zeit verliehen; was zurückgezogen wurde, steht nicht in dieser Liste.',
  leadOf: 'Schulen von Projekten, die es zurzeit haben. Eine Schule ohne öffentliche Seite steht hier mit ihrem Ort.',
  leadOfYear: (year) => `Verliehen für das Schuljahr ${year}. Ist es inzwischen abgelaufen, steht es dabei.`,
  scheme: 'Siegel oder Preis',
  country: 'Land',
  everywhere: 'Alle Länder',
  year: 'Verliehen für das Schuljahr',
  now: 'Alles, was zurzeit gilt',
  show: 'Anzeigen',
  none: 'Es gibt noch keine.',
  count: 'Schulen',
  since: (from) => `verliehen am ${from}`,
  until: (from, to) => `${from} bis ${to}`,
  over: (to) => `abgelaufen seit ${to}`,
  noRegion: 'Ohne Region',
  more: 'Weitere Schulen',
  first: 'Von vorn',
}

export const labelledWords: Record<Locale, typeof en> = { en, fr, de }
