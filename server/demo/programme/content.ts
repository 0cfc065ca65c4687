import type { contactKinds, MandatePost } from '#db/schema/values.ts'

/* The programme around the schools of the demonstration, as data: offices, who is what there, and more schools. */

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

export interface ProgrammeSchool {
  name: string
  town: string
  countryCode: string
  region: string
  locale: 'en' | 'fr' | 'de'
  teachers: { displayName: string; email: string; isSchoolAdmin?: boolean }[]
}

/** Besides those of the demonstration: each of the three countries has two. */
export const programmeSchools: ProgrammeSchool[] = [
  {
    ...{
      name: 'Gesamtschule am Neckar',
      town: 'Heidelberg',
      countryCode: 'DE',
      region: 'Baden-Württemberg',
      locale: 'de',
    },
    teachers: [
      { displayName: 'Sabine Koch', email: 'sabine@demo.school', isSchoolAdmin: true },
      { displayName: 'Lukas Brandt', email: 'lukas@demo.school' },
    ],
  },
  {
    ...{ name: 'Istituto comprensivo sul Tevere', town: 'Roma', countryCode: 'IT', region: 'Lazio', locale: 'en' },
    teachers: [
      { displayName: 'Carla Ferri', email: 'carla@demo.school', isSchoolAdmin: true },
      { displayName: 'Dario Greco', email: 'dario@demo.school' },
    ],
  },
  {
    ...{ name: 'Scuola media dell’Arno', town: 'Firenze', countryCode: 'IT', region: 'Toscana', locale: 'en' },
    teachers: [
      { displayName: 'Elena Serra', email: 'elena@demo.school', isSchoolAdmin: true },
      { displayName: 'Paolo Villa', email: 'paolo@demo.school' },
    ],
  },
]
