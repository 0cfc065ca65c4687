import type { DemoProject } from './projects.ts'

/** The team of the EPI, and what Rayan has prepared to say of it. */
export const waterTeam: NonNullable<DemoProject['team']> = {
  theme: 'ecology',
  publicTitle: 'L’eau dans la ville',
  subjects: [
    { subject: 'Sciences', by: 'Nadia Benali', hours: 12 },
    { subject: 'Histoire-géographie', by: 'Claire Fontaine', hours: 8 },
    { subject: 'Français', by: 'Hugo Perrin', hours: 6 },
    { subject: 'Éducation musicale', by: null, hours: 4 },
  ],
  approved: { by: 'Claire Fontaine', note: 'D’accord pour les deux sorties au bord du Rhône.', daysAgo: 60 },
  oral: {
    by: 'Rayan T.',
    title: 'Pourquoi le Rhône ne sonne pas comme la Saône',
    language: 'de',
    parts: [
      { words: 'Ce que nous voulions savoir : entend-on qu’une rivière est rapide ?', seconds: 60 },
      { words: 'Comment nous avons mesuré et enregistré, au même endroit, trois matins.', seconds: 90 },
      { words: 'Ce que j’ai écrit dans le cahier de mesures, et ce qui m’a surpris.', seconds: 90 },
      { words: 'Auf Deutsch: wie die Elbe klingt, von der Leipziger Klasse erzählt.', seconds: 45 },
    ],
  },
}
