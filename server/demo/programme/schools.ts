import type { Post } from '#db/schema/values.ts'

/* Schools of the programme's demonstration besides those of the plain one, and who is at them, as data. */

interface ProgrammePerson {
  displayName: string
  email: string
  isSchoolAdmin?: true
  /** A teacher, where nothing is said. */
  post?: Post
}

export interface ProgrammeSchool {
  name: string
  town: string
  countryCode: string
  /** Of a country outside the programme: none. */
  region?: string
  locale: 'en' | 'fr' | 'de'
  kind?: 'institution'
  /** Its head says yes to what its teams plan. */
  approvesTeams?: true
  /** Longer ago than its people came. */
  registeredDaysAgo?: number
  teachers: ProgrammePerson[]
}

const french: ProgrammeSchool[] = [
  {
    ...{
      name: 'École maternelle des Cerisiers',
      town: 'Villeurbanne',
      countryCode: 'FR',
      region: 'Lyon',
      locale: 'fr',
    },
    teachers: [{ displayName: 'Maud Giraud', email: 'maud@demo.school', isSchoolAdmin: true }],
  },
  {
    ...{ name: 'Collège des Deux-Lacs', town: 'Annecy', countryCode: 'FR', region: 'Grenoble', locale: 'fr' },
    approvesTeams: true,
    registeredDaysAgo: 1_200,
    teachers: [
      { displayName: 'Karim Boucher', email: 'karim@demo.school', isSchoolAdmin: true },
      { displayName: 'Sylvie Arnaud', email: 'sylvie@demo.school', post: 'head' },
      { displayName: 'Thomas Leroy', email: 'thomas@demo.school' },
    ],
  },
  {
    ...{ name: 'Institut de formation du Rhône', town: 'Lyon', countryCode: 'FR', region: 'Lyon', locale: 'fr' },
    kind: 'institution',
    teachers: [
      { displayName: 'Anne Rey', email: 'anne@demo.school', isSchoolAdmin: true, post: 'trainer' },
      { displayName: 'Pauline Faure', email: 'pauline@demo.school', post: 'trainee' },
    ],
  },
]

const german: ProgrammeSchool[] = [
  {
    ...{ name: 'Gesamtschule am Neckar', town: 'Heidelberg', countryCode: 'DE', region: 'Baden-Württemberg' },
    locale: 'de',
    teachers: [
      { displayName: 'Sabine Koch', email: 'sabine@demo.school', isSchoolAdmin: true },
      { displayName: 'Lukas Brandt', email: 'lukas@demo.school' },
    ],
  },
  {
    ...{ name: 'Grundschule am Bach', town: 'Heidelberg', countryCode: 'DE', region: 'Baden-Württemberg' },
    locale: 'de',
    teachers: [{ displayName: 'Miriam Scholz', email: 'miriam@demo.school', isSchoolAdmin: true }],
  },
]

const italian: ProgrammeSchool[] = [
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
  {
    ...{ name: 'Istituto di formazione di Siena', town: 'Siena', countryCode: 'IT', region: 'Toscana', locale: 'en' },
    kind: 'institution',
    teachers: [{ displayName: 'Luca Moretti', email: 'luca@demo.school', isSchoolAdmin: true, post: 'trainer' }],
  },
]

const outside: ProgrammeSchool[] = [
  {
    ...{ name: 'Lycée de la Corniche', town: 'Dakar', countryCode: 'SN', locale: 'fr' },
    teachers: [{ displayName: 'Awa Ndiaye', email: 'awa@demo.school', isSchoolAdmin: true }],
  },
]

export const programmeSchools: ProgrammeSchool[] = [...french, ...german, ...italian, ...outside]
