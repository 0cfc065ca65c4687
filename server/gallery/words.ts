import type { Locale, presentationTools } from '#db/schema/values.ts'

/* Words of the gallery, for whoever reads it. */

const toolsEn: Record<(typeof presentationTools)[number], string> = {
  page: 'Pages',
  board: 'Boards',
  wall: 'Walls',
  chat: 'Chat',
  forum: 'Forum',
  meeting: 'Online meetings',
}

const en = {
  title: 'Gallery of projects',
  none: 'No project shows itself here at the moment.',
  country: 'Country',
  everywhere: 'Everywhere',
  theme: 'Theme',
  language: 'Language',
  age: 'Age',
  tool: 'Made with',
  all: 'All',
  show: 'Show',
  older: 'More projects',
  newest: 'The newest projects',
  ages: (from: number, to: number) => `${from} to ${to} years`,
  schools: 'Schools',
  languages: 'Languages',
  texts: 'Official texts',
  files: 'Files',
  whole: 'All projects',
  tools: toolsEn,
}

const fr: typeof en = {
  title: 'Galerie des projets',
  none: 'Aucun projet ne se montre ici en ce moment.',
  country: 'Pays',
  everywhere: 'Partout',
  theme: 'Thème',
  language: 'Langue',
  age: 'Âge',
  tool: 'Réalisé avec',
  all: 'Tous',
  show: 'Afficher',
  older: 'D’autres projets',
  newest: 'Les derniers projets',
  ages: (from, to) => `${from} à ${to} ans`,
  schools: 'Établissements',
  languages: 'Langues',
  texts: 'Textes officiels',
  files: 'Fichiers',
  whole: 'Tous les projets',
  tools: {
    page: 'Pages',
    board: 'Toiles',
    wall: 'Murs',
    chat: 'Discussion',
    forum: 'Forum',
    meeting: 'Rencontres en ligne',
  },
}

const de: typeof en = {
  title: 'Galerie der Projekte',
  none: 'Im Moment zeigt sich hier kein Projekt.',
  country: 'Land',
  everywhere: 'Überall',
  theme: 'Thema',
  language: 'Sprache',
  age: 'Alter',
  tool: 'Entstanden mit',
  all: 'Alle',
  show: 'Anzeigen',
  older: 'Weitere Projekte',
  newest: 'Die neuesten Projekte',
  ages: (from, to) => `${from} bis ${to} Jahre`,
  schools: 'Schulen',
  languages: 'Sprachen',
  texts: 'Amtliche Texte',
  files: 'Dateien',
  whole: 'Alle Projekte',
  tools: {
    page: 'Seiten',
    board: 'Boards',
    wall: 'Pinnwände',
    chat: 'Chat',
    forum: 'Forum',
    meeting: 'Online-Treffen',
  },
}

export const galleryWords: Record<Locale, typeof en> = { en, fr, de }
