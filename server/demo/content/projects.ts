import type { teamThemes } from '#db/schema/values.ts'
import { type DemoBoard, demoBoards } from './boards.ts'
import { riverAndSea, traineeLog, waterNotebook, waterPlan } from './other-projects.ts'
import { waterTeam } from './water-team.ts'
import { riversPlanThings } from './rivers-plan.ts'
import { riversStart, riversTeachers } from './rivers-together.ts'
import type { Turn, Who } from './blocks.ts'
import { type DemoJudging, waterJudging } from './water-judging.ts'
import { type DemoSchool, leipzig, lyon } from './schools.ts'
import { type PlannedThing, waterPlanThings } from './water-plan.ts'

interface DemoPage {
  title: string
  access: 'project' | 'teachers'
  turns: (who: Who) => Turn[]
}

export interface DemoProject {
  kind: 'european' | 'national' | 'school' | 'training'
  name: string
  summary: string
  cover: number
  languages: string[]
  subjects: string[]
  ages: [from: number, to: number]
  schools: DemoSchool['key'][]
  owners: string[]
  teachers: string[]
  /** Pupils of these schools, in the order of the class lists unless groups say otherwise. */
  pupilsOf: DemoSchool['key'][]
  hasRiverGroups: boolean
  /** Whose hand is up when the demonstration begins. */
  hands?: { by: string; kind: 'raised' | 'lost'; minutesAgo: number }[]
  /** Whose words a teacher reads first, since when and why, and what waits. */
  readFirst?: {
    pupil: string
    by: string
    reason: string
    says: { text: string; language: string; minutesAgo: number }
    /** At the end of their group's page. */
    writes: string
  }[]
  /** What waits for its teachers to look at: somebody has stumbled over the beginning of a page. */
  reports?: { by: string; page: string; words: string; minutesAgo: number }[]
  /** What a teacher has taken out of a page for good, kept for the teachers. */
  removed?: { by: string; from: string; page: string; words: string; reason: string; daysAgo: number }[]
  /** Who teaches what, with the head's yes, and what a pupil has prepared for the oral about it. */
  team?: {
    theme: (typeof teamThemes)[number]
    publicTitle: string
    subjects: { subject: string; by: string | null; hours: number }[]
    approved: { by: string; note: string; daysAgo: number }
    oral: { by: string; title: string; language: string; parts: { words: string; seconds: number }[] }
  }
  /** By what it is judged, and what was said. */
  judging?: DemoJudging
  /** What a teacher has kept of pupils' work. */
  extracts?: {
    by: string
    page: string
    said: { from: string; words: string }[]
    language: string
    daysAgo: number
  }[]
  pages: DemoPage[]
  boards: DemoBoard[]
  /** Made by whom, and what is in it. */
  plan?: { by: string; things: readonly PlannedThing[] }
}

const projects: Omit<DemoProject, 'boards'>[] = [
  {
    kind: 'european',
    name: 'Nos rivières · Unsere Flüsse',
    summary:
      'Deux classes mesurent, décrivent et racontent leurs rivières. Zwei Klassen messen, beschreiben und erzählen ihre Flüsse.',
    cover: 5,
    languages: ['fr', 'de', 'en'],
    subjects: ['Sciences', 'Géographie', 'Allemand', 'Französisch'],
    ages: [12, 13],
    schools: [lyon.key, leipzig.key],
    owners: ['Claire Fontaine', 'Jonas Becker'],
    teachers: ['Nadia Benali', 'Mareike Vogel'],
    pupilsOf: [lyon.key, leipzig.key],
    hasRiverGroups: true,
    hands: [
      { by: 'Djibril S.', kind: 'raised', minutesAgo: 4 },
      { by: 'Frieda L.', kind: 'lost', minutesAgo: 2 },
    ],
    readFirst: [
      {
        pupil: 'Frieda L.',
        by: 'Jonas Becker',
        reason: 'Wir üben, freundlich zu fragen',
        says: {
          text: 'Warum ist euer Fluss so braun? Bei uns ist die Elbe heute ganz klar.',
          language: 'de',
          minutesAgo: 3,
        },
        writes: 'Heute standen zwei Graureiher am Ufer. Einer hat einen Fisch gefangen!',
      },
    ],
    reports: [
      {
        by: 'Djibril S.',
        page: 'Nos rivières · Unsere Flüsse',
        words: 'Quelqu’un a effacé ma phrase exprès, deux fois.',
        minutesAgo: 12,
      },
    ],
    removed: [
      {
        by: 'Claire Fontaine',
        from: 'Djibril S.',
        page: 'Nos rivières · Unsere Flüsse',
        words: 'Appelez-moi après l’école : 06 12 34 56 78',
        reason: 'Un numéro de téléphone',
        daysAgo: 4,
      },
    ],
    extracts: [
      {
        by: 'Claire Fontaine',
        page: 'Nos rivières · Unsere Flüsse',
        said: [{ from: 'Alix M.', words: 'Le Rhône est vert parce que l’eau vient des glaciers.' }],
        language: 'fr',
        daysAgo: 3,
      },
      {
        by: 'Jonas Becker',
        page: 'Nos rivières · Unsere Flüsse',
        said: [
          { from: 'Anna S.', words: 'Unsere Pleiße ist braun, ' },
          { from: 'Alix M.', words: 'weil es zwei Tage geregnet hat.' },
        ],
        language: 'de',
        daysAgo: 2,
      },
    ],
    pages: [
      { title: 'Nos rivières · Unsere Flüsse', access: 'project', turns: riversStart },
      { title: 'Coulisses · Hinter den Kulissen', access: 'teachers', turns: riversTeachers },
    ],
    plan: { by: 'Claire Fontaine', things: riversPlanThings },
  },
  {
    kind: 'national',
    name: 'Du fleuve à la mer',
    summary: 'Des lettres entre une école de Brest et un collège de Lyon.',
    cover: 3,
    languages: ['fr'],
    subjects: ['Français', 'Géographie'],
    ages: [10, 13],
    schools: [lyon.key, 'brest'],
    owners: ['Claire Fontaine', 'Gwenaëlle Le Goff'],
    teachers: [],
    pupilsOf: [lyon.key],
    hasRiverGroups: false,
    pages: [{ title: 'Lettres de la rade et du Rhône', access: 'project', turns: riverAndSea }],
  },
  {
    kind: 'school',
    name: 'EPI : l’eau dans la ville',
    summary: 'Sciences, histoire-géographie et français : une promenade sonore entre deux rivières.',
    cover: 2,
    languages: ['fr'],
    subjects: ['Sciences', 'Histoire-géographie', 'Français'],
    ages: [12, 13],
    schools: [lyon.key],
    owners: ['Nadia Benali', 'Claire Fontaine'],
    teachers: ['Hugo Perrin'],
    pupilsOf: [lyon.key],
    hasRiverGroups: false,
    team: waterTeam,
    judging: waterJudging,
    extracts: [
      {
        by: 'Nadia Benali',
        page: 'Cahier de mesures',
        said: [{ from: 'Alix M.', words: 'Nous avons mesuré à trois, chacun son tour : micro, sonomètre, notes.' }],
        language: 'fr',
        daysAgo: 5,
      },
    ],
    pages: [
      { title: 'Plan de l’EPI', access: 'teachers', turns: waterPlan },
      { title: 'Cahier de mesures', access: 'project', turns: waterNotebook },
    ],
    plan: { by: 'Nadia Benali', things: waterPlanThings },
  },
  {
    kind: 'training',
    name: 'Enseigner à deux · Zu zweit unterrichten',
    summary: 'Deux stagiaires préparent les mêmes séances et s’observent.',
    cover: 7,
    languages: ['fr', 'de'],
    subjects: ['Géographie'],
    ages: [12, 13],
    schools: [lyon.key, leipzig.key],
    owners: ['Léa Morin', 'Tim Schubert'],
    teachers: ['Claire Fontaine', 'Jonas Becker'],
    pupilsOf: [],
    hasRiverGroups: false,
    pages: [{ title: 'Carnet de stage à deux', access: 'project', turns: traineeLog }],
  },
]

export const demoProjects: DemoProject[] = projects.map((project) => ({
  ...project,
  boards: demoBoards[project.name] ?? [],
}))
