import type { ProjectKind } from '../access/rules.ts'
import type { Locale } from '#db/schema/values.ts'

interface Words {
  country: string
  region: string
  head: string
  projects: string
  none: string
  year(from: number): string
  languages: string
  partners: string
  /** From when to when a label holds. */
  held(from: string, to: string): string
  kinds: Record<ProjectKind, string>
}

const year = (from: number) => `${from}–${from + 1}`

/** Words of a school's public page, for whoever reads it. */
export const pageWords: Record<Locale, Words> = {
  en: {
    country: 'Country',
    region: 'Region',
    head: 'Head',
    projects: 'Projects',
    none: 'This school shows no project yet.',
    year: (from) => `School year ${year(from)}`,
    languages: 'Languages',
    partners: 'With',
    held: (from, to) => `${from} to ${to}`,
    kinds: {
      european: 'European project',
      national: 'National project',
      school: 'Project in the school',
      training: 'Teacher training',
      circle: 'Circle of teachers',
    },
  },
  fr: {
    country: 'Pays',
    region: 'Région',
    head: 'Direction',
    projects: 'Projets',
    none: 'Cet établissement ne montre encore aucun projet.',
    year: (from) => `Année scolaire ${year(from)}`,
    languages: 'Langues',
    partners: 'Avec',
    held: (from, to) => `du ${from} au ${to}`,
    kinds: {
      european: 'Projet européen',
      national: 'Projet national',
      school: 'Projet dans l’établissement',
      training: 'Formation des enseignants',
      circle: 'Cercle d’enseignants',
    },
  },
  de: {
    country: 'Land',
    region: 'Region',
    head: 'Leitung',
    projects: 'Projekte',
    none: 'Diese Schule zeigt noch kein Projekt.',
    year: (from) => `Schuljahr ${year(from)}`,
    languages: 'Sprachen',
    partners: 'Mit',
    held: (from, to) => `${from} bis ${to}`,
    kinds: {
      european: 'Europäisches Projekt',
      national: 'Nationales Projekt',
      school: 'Projekt in der Schule',
      training: 'Lehrerbildung',
      circle: 'Kreis von Lehrkräften',
    },
  },
}
