import type { officialTexts, themes } from '../schema/texts.ts'

/*
 * Themes and official texts, dated, with where they were read. The nine of France are those that the founding note of the
 * programme names. It names some by their day alone: which text it means was then looked for, and what could not be read in
 * the text itself says so (`isVerified`). A text that is over stays: projects and news of its time cite it.
 */

type Text = typeof officialTexts.$inferInsert
type Theme = typeof themes.$inferInsert

const note = 'Note fondatrice du programme'
const read = 'Bulletin officiel, lu à son adresse'

const french = (texts: Omit<Text, 'countryCode' | 'language'>[]): Text[] =>
  texts.map((text) => ({ ...text, countryCode: 'FR', language: 'fr' }))

export const officialTextRows: Text[] = french([
  {
    ...{ id: 'fr-2005-086', kind: 'circular', number: '2005-086', date: '2005-05-25', isVerified: true },
    title: 'Action européenne de jumelage électronique (eTwinning) pour des partenariats scolaires en Europe',
    ...{ url: 'https://www.education.gouv.fr/bo/2005/22/MENT0500936C.htm', source: read },
  },
  {
    ...{ id: 'fr-menc0913416c', kind: 'circular', number: 'MENC0913416C', date: '2009-11-26', isVerified: true },
    title:
      'Coopération éducative européenne et internationale : politique d’ouverture et de mobilité, moyens, actions et évaluation',
    ...{ url: 'https://www.education.gouv.fr/bo/2009/44/menc0913416c.htm', source: `${read} (le jour : celui du BO)` },
  },
  {
    ...{ id: 'fr-bo-2010-special-1', kind: 'bulletin', number: 'BO spécial n° 1', date: '2010-02-04' },
    title: 'Bulletin officiel spécial du 4 février 2010',
    ...{ url: null, isVerified: false, source: `${note} ; le texte qu’elle vise n’a pas été retrouvé` },
  },
  {
    ...{ id: 'fr-2010-38', kind: 'circular', number: '2010-38', date: '2010-03-16', isVerified: false },
    title: 'Préparation de la rentrée 2010',
    url: 'https://www.education.gouv.fr/bo/2010/11/mene1006812c.htm',
    source: `${note}, qui dit « circulaire 2010 » : le rapprochement est le nôtre`,
  },
  {
    ...{ id: 'fr-2011-116', kind: 'circular', number: '2011-116', date: '2011-08-03', isVerified: false },
    title: 'Encadrement de la mobilité européenne et internationale au collège et au lycée',
    url: 'https://www.education.gouv.fr/bo/11/Hebdo30/MENE1118535C.htm',
    source: `${note}, qui dit « circulaire 2011 » : le rapprochement est le nôtre`,
  },
  {
    ...{ id: 'fr-2013-094', kind: 'note', number: '2013-094', date: '2013-06-07', isVerified: true },
    title: '2014 : Les commémorations du Centenaire de la Première Guerre mondiale',
    ...{ url: 'https://www.education.gouv.fr/bo/13/Hebdo24/MENE1314396N.htm', source: read },
  },
  {
    ...{ id: 'fr-2016-091', kind: 'circular', number: '2016-091', date: '2016-06-15', isVerified: true },
    title:
      'Ouverture européenne et internationale des établissements du second degré : mobilité des élèves de collège et de lycée en Europe et dans le monde',
    ...{ url: 'https://www.education.gouv.fr/bo/16/Hebdo24/MENE1615925C.htm', source: read },
  },
  {
    ...{ id: 'fr-2016-203', kind: 'circular', number: '2016-203', date: '2016-12-21', isVerified: true },
    title:
      'Appel à propositions relatif au programme de l’Union européenne pour l’éducation, la formation, la jeunesse et le sport – Erasmus+ (2014/2020) – année scolaire et universitaire 2017-2018',
    ...{ url: 'https://www.education.gouv.fr/bo/16/Hebdo47/MENC1634958C.htm', source: read },
  },
  {
    ...{ id: 'fr-bo-2016-12-22-langues', kind: 'bulletin', number: 'BO du 22 décembre 2016', date: '2016-12-22' },
    title: 'Semaine nationale des langues vivantes',
    ...{ url: null, isVerified: false, source: `${note} ; le texte n’a pas été retrouvé` },
  },
])

export const themeRows: Theme[] = [
  {
    ...{ id: 'centenaire-grande-guerre', countryCode: 'FR', title: 'Centenaire de la Grande Guerre', language: 'fr' },
    // Until when: from memory, the year after the armistice's.
    ...{ fromDate: '2013-06-07', toDate: '2019-01-01', source: 'Note de service 2013-094' },
  },
  {
    ...{ id: 'semaine-langues-vivantes', countryCode: 'FR', title: 'Semaine des langues vivantes', language: 'fr' },
    ...{ fromDate: '2016-12-22', source: note },
  },
]
