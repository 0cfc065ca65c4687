import type { contactKinds, helpKinds, MandatePost } from '#db/schema/values.ts'

/* The programme around the schools of the demonstration, as data: offices, who is what there, and what they are asked. */

interface OfficePerson {
  displayName: string
  email: string
  post: MandatePost
  locale: 'en' | 'fr' | 'de'
}

/** Of a teacher of an ordinary school, by their name in the demonstration. */
interface TeacherMandate {
  displayName: string
  post: MandatePost
  region?: string
}

interface DemoContact {
  region: string
  kind: (typeof contactKinds)[number]
  name: string
  salutation?: string
  address?: string
  email?: string
}

export interface DemoOffice {
  /** Null: Europe. */
  countryCode: string | null
  seat: string
  name: string
  town: string
  address: string
  email: string
  locale: 'en' | 'fr' | 'de'
  people: OfficePerson[]
  teachers: TeacherMandate[]
  contacts: DemoContact[]
}

export const programmeOffices: DemoOffice[] = [
  {
    ...{ countryCode: null, seat: 'BE', name: 'Office of Europe', town: 'Brussels', locale: 'en' },
    ...{ address: 'Rue de la Cour 1\n1000 Brussels', email: 'europe@office.demo' },
    people: [{ displayName: 'Ingrid Larsen', email: 'ingrid@office.demo', post: 'director', locale: 'en' }],
    teachers: [],
    contacts: [],
  },
  {
    ...{ countryCode: 'FR', seat: 'FR', name: 'Bureau national français', town: 'Poitiers', locale: 'fr' },
    ...{ address: '1 avenue du Préau\n86000 Poitiers', email: 'france@office.demo' },
    people: [
      { displayName: 'Hélène Garnier', email: 'helene@office.demo', post: 'director', locale: 'fr' },
      { displayName: 'Samir Haddad', email: 'samir@office.demo', post: 'officer', locale: 'fr' },
      { displayName: 'Odile Caron', email: 'odile@office.demo', post: 'observer', locale: 'fr' },
      { displayName: 'Bernadette Collin', email: 'bernadette@office.demo', post: 'assessor', locale: 'fr' },
      { displayName: 'Omar Lacroix', email: 'omar@office.demo', post: 'assessor', locale: 'fr' },
    ],
    teachers: [
      { displayName: 'Nadia Benali', post: 'correspondent', region: 'Lyon' },
      { displayName: 'Gwenaëlle Le Goff', post: 'correspondent', region: 'Rennes' },
    ],
    contacts: [
      {
        region: 'Lyon',
        kind: 'rector',
        name: 'Rectorat de Lyon',
        salutation: 'Madame la rectrice',
        address: '92 rue du Fleuve\n69007 Lyon',
      },
      {
        region: 'Grenoble',
        kind: 'rector',
        name: 'Rectorat de Grenoble',
        salutation: 'Monsieur le recteur',
        address: '7 place des Trois-Massifs\n38000 Grenoble',
      },
      {
        region: 'Lyon',
        kind: 'workshop',
        name: 'Atelier de Lyon',
        address: '5 quai des Hérons\n69001 Lyon',
        email: 'atelier.lyon@office.demo',
      },
    ],
  },
  {
    ...{ countryCode: 'DE', seat: 'DE', name: 'Nationale Stelle', town: 'Bonn', locale: 'de' },
    ...{ address: 'Schulhof 1\n53113 Bonn', email: 'deutschland@office.demo' },
    people: [
      { displayName: 'Karin Vogt', email: 'karin@office.demo', post: 'director', locale: 'de' },
      { displayName: 'Yusuf Demir', email: 'yusuf@office.demo', post: 'officer', locale: 'de' },
    ],
    teachers: [],
    contacts: [],
  },
  {
    ...{ countryCode: 'IT', seat: 'IT', name: 'Ufficio nazionale', town: 'Firenze', locale: 'en' },
    ...{ address: 'Via del Cortile 1\n50100 Firenze', email: 'italia@office.demo' },
    people: [
      { displayName: 'Livia Conti', email: 'livia@office.demo', post: 'director', locale: 'en' },
      { displayName: 'Marco Rinaldi', email: 'marco@office.demo', post: 'officer', locale: 'en' },
    ],
    teachers: [],
    contacts: [],
  },
]

export interface DemoNewcomer {
  email: string
  displayName: string
  locale: 'en' | 'fr' | 'de'
  countryCode: string
  daysAgo: number
  school: { name: string; town: string; region: string; proof: string }
}

/** Teachers who came by themselves, of schools that nobody is at yet. */
export const programmeNewcomers: DemoNewcomer[] = [
  {
    ...{ email: 'bruno@demo.school', displayName: 'Bruno Ricci', locale: 'en', countryCode: 'IT', daysAgo: 14 },
    school: { name: 'Liceo del Porto', town: 'Livorno', region: 'Toscana', proof: 'I am on the page of our staff.' },
  },
  {
    ...{ email: 'estelle@demo.school', displayName: 'Estelle Noël', locale: 'fr', countryCode: 'FR', daysAgo: 2 },
    school: {
      ...{ name: 'Collège du Vallon', town: 'Chambéry', region: 'Grenoble' },
      proof: 'Le secrétariat du collège peut vous répondre.',
    },
  },
]

type HelpDeed =
  | { says: string; isInternal?: true }
  | { holder: 'office' | 'correspondent' }
  | { isTaken: boolean }
  | { state: 'closed' }

export interface DemoHelp {
  by: string
  daysAgo: number
  /** A project; null: oneself. */
  about: string | null
  kind: (typeof helpKinds)[number]
  title: string
  text: string
  since?: { by: string; daysAgo: number; does: HelpDeed }[]
}

export const programmeHelp: DemoHelp[] = [
  {
    ...{ by: 'Maud Giraud', daysAgo: 12, about: 'Nos cours de récré', kind: 'teaching' },
    title: 'Faire parler des enfants de quatre ans à distance',
    text: 'Ils regardent l’écran et se taisent. Comment commencer ?',
  },
  {
    ...{ by: 'Léa Morin', daysAgo: 9, about: null, kind: 'teaching', title: 'Trouver une classe italienne' },
    text: 'Nous cherchons depuis la rentrée une classe de Toscane, en 4e.',
    since: [
      { by: 'Nadia Benali', daysAgo: 8, does: { says: 'Je connais le Bureau italien, je demande.', isInternal: true } },
      { by: 'Nadia Benali', daysAgo: 8, does: { holder: 'office' } },
      { by: 'Samir Haddad', daysAgo: 3, does: { isTaken: true } },
    ],
  },
  {
    ...{ by: 'Thomas Leroy', daysAgo: 20, about: 'Le goût des mots', kind: 'technical' },
    title: 'Les sons ne s’entendent pas',
    text: 'Sur les tablettes du collège, rien ne sort.',
    since: [
      { by: 'Samir Haddad', daysAgo: 19, does: { says: 'Le son est coupé par défaut sur ce modèle : voici où.' } },
      { by: 'Thomas Leroy', daysAgo: 18, does: { state: 'closed' } },
    ],
  },
  {
    ...{ by: 'Elena Serra', daysAgo: 2, about: 'Birds on the move', kind: 'teaching', title: 'When will you decide?' },
    text: 'The birds leave in two weeks, and so does our reason.',
  },
]
