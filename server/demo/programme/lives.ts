import type { projectKinds } from '#db/schema/values.ts'

/*
 * Projects of the programme's demonstration and what became of them, as data: each kind and form, each state. People are
 * called by their names.
 */

interface Answer {
  by: string
  act: 'approve' | 'refuse' | 'ask'
  text: string
  daysAgo: number
}

export interface DemoLife {
  kind: (typeof projectKinds)[number]
  name: string
  summary: string
  languages: string[]
  subjects: string[]
  ages: [from: number, to: number]
  founder: string
  daysAgo: number
  /** Begun for oneself: sent to nobody yet. */
  isAlone?: true
  /** Who is asked to found it together, and on which day they accepted; never, where none is said. */
  coFounder?: { name: string; acceptedDaysAgo?: number }
  answers?: Answer[]
  /** Against what was refused. */
  appeal?: { text: string; daysAgo: number }
  /** Who came by a link once it was open, and left with their school again. */
  joined?: { name: string; daysAgo: number; leftDaysAgo?: number }[]
  ended?: { state: 'closed' | 'archived'; daysAgo: number }[]
}

const yes = (by: string, daysAgo: number): Answer => ({ by, act: 'approve', text: '', daysAgo })

/** Founded together at once. */
const together = (name: string, acceptedDaysAgo: number) => ({ coFounder: { name, acceptedDaysAgo } })

const european: DemoLife[] = [
  {
    ...{ kind: 'european', name: 'Brücken und Boote', founder: 'Lukas Brandt', daysAgo: 3, isAlone: true },
    summary: 'Wie kommt man über den Fluss? Ein Entwurf, den noch niemand sonst gesehen hat.',
    ...{ languages: ['de', 'en'], subjects: ['Technik'], ages: [12, 14] },
  },
  {
    ...{ kind: 'european', name: 'Markets of our towns', founder: 'Dario Greco', daysAgo: 6 },
    summary: 'What is sold where we live, by whom, and where it comes from.',
    ...{ languages: ['en', 'it', 'de'], subjects: ['Geography'], ages: [11, 13] },
    coFounder: { name: 'Sabine Koch' },
  },
  {
    ...{
      kind: 'european',
      name: 'Birds on the move',
      founder: 'Elena Serra',
      daysAgo: 20,
      ...together('Miriam Scholz', 16),
    },
    summary: 'Two classes count the same birds, one when they leave and one when they come.',
    ...{ languages: ['en', 'it', 'de'], subjects: ['Biology'], ages: [9, 12] },
    answers: [yes('Karin Vogt', 14)],
  },
  {
    ...{
      kind: 'european',
      name: 'Songs of the harbour',
      founder: 'Paolo Villa',
      daysAgo: 9,
      ...together('Thomas Leroy', 8),
    },
    summary: 'We collect songs of sailors and sing them for each other.',
    ...{ languages: ['en', 'it', 'fr'], subjects: ['Music'], ages: [12, 14] },
    answers: [
      yes('Marco Rinaldi', 6),
      {
        ...{ by: 'Samir Haddad', act: 'ask', daysAgo: 5 },
        text: 'Comment les deux classes travailleront-elles ensemble, une semaine ordinaire ?',
      },
    ],
  },
  {
    ...{ kind: 'european', name: 'Le pain d’ici et d’ailleurs', founder: 'Thomas Leroy', daysAgo: 395 },
    ...together('Carla Ferri', 393),
    summary: 'Les pains de deux villes : recettes, mots et histoires.',
    ...{ languages: ['fr', 'it'], subjects: ['Français', 'Sciences'], ages: [12, 14] },
    answers: [yes('Hélène Garnier', 390), yes('Livia Conti', 389)],
    ended: [{ state: 'closed', daysAgo: 250 }],
  },
  {
    ...{
      kind: 'european',
      name: 'Voyage à deux',
      founder: 'Karim Boucher',
      daysAgo: 30,
      ...together('Carla Ferri', 28),
    },
    summary: 'Un voyage scolaire, préparé par courriel.',
    ...{ languages: ['fr', 'it'], subjects: ['Italien'], ages: [13, 15] },
    answers: [
      yes('Livia Conti', 26),
      {
        ...{ by: 'Samir Haddad', act: 'refuse', daysAgo: 24 },
        text: 'Un voyage seul n’est pas un projet : il manque ce que les élèves font ensemble avant et après.',
      },
    ],
  },
  {
    ...{ kind: 'european', name: 'One river, three banks', founder: 'Carla Ferri', daysAgo: 80 },
    ...together('Lukas Brandt', 76),
    summary: 'Three schools measure the water of their rivers with the same home-made tools.',
    ...{ languages: ['en', 'it', 'de'], subjects: ['Physics', 'Geography'], ages: [12, 14] },
    answers: [yes('Livia Conti', 72), yes('Yusuf Demir', 70)],
    joined: [
      { name: 'Thomas Leroy', daysAgo: 60 },
      { name: 'Paolo Villa', daysAgo: 58, leftDaysAgo: 12 },
    ],
  },
  {
    ...{
      kind: 'european',
      name: 'Winterlichter',
      founder: 'Sabine Koch',
      daysAgo: 330,
      ...together('Dario Greco', 325),
    },
    summary: 'Feste des Lichts in zwei Städten, erzählt von Kindern.',
    ...{ languages: ['de', 'it', 'en'], subjects: ['Ethik', 'Kunst'], ages: [11, 13] },
    answers: [yes('Karin Vogt', 320), yes('Livia Conti', 318)],
    ended: [{ state: 'closed', daysAgo: 20 }],
  },
  {
    ...{ kind: 'european', name: 'Letters in a bottle', founder: 'Elena Serra', daysAgo: 360 },
    ...together('Miriam Scholz', 358),
    summary: 'Last year’s pen friends.',
    ...{ languages: ['en', 'it', 'de'], subjects: ['English'], ages: [9, 11] },
    answers: [yes('Livia Conti', 350), yes('Karin Vogt', 349)],
    ended: [
      { state: 'closed', daysAgo: 150 },
      { state: 'archived', daysAgo: 100 },
    ],
  },
]

const national: DemoLife[] = [
  {
    ...{ kind: 'national', name: 'Nos cours de récré', founder: 'Maud Giraud', daysAgo: 50 },
    ...together('Gwenaëlle Le Goff', 48),
    summary: 'Deux écoles maternelles se montrent leurs jeux. (entre maternelles)',
    ...{ languages: ['fr'], subjects: ['Langage'], ages: [3, 6] },
    answers: [yes('Samir Haddad', 45)],
  },
  {
    ...{ kind: 'national', name: 'Große lesen für Kleine', founder: 'Sabine Koch', daysAgo: 7 },
    ...together('Miriam Scholz', 5),
    summary: 'Klasse 7 und Klasse 4 lesen zusammen. (zwischen den Stufen)',
    ...{ languages: ['de'], subjects: ['Deutsch'], ages: [9, 13] },
  },
  {
    ...{
      kind: 'national',
      name: 'Roma – Firenze',
      founder: 'Carla Ferri',
      daysAgo: 70,
      ...together('Elena Serra', 66),
    },
    summary: 'What two towns say of each other. (between regions)',
    ...{ languages: ['it'], subjects: ['History'], ages: [12, 14] },
    answers: [yes('Marco Rinaldi', 60)],
  },
  {
    ...{ kind: 'national', name: 'Deux rives', founder: 'Thomas Leroy', daysAgo: 60, ...together('Awa Ndiaye', 55) },
    summary: 'Annecy et Dakar au bord de l’eau. (avec un pays hors du programme)',
    ...{ languages: ['fr'], subjects: ['Français'], ages: [13, 15] },
    answers: [yes('Samir Haddad', 52)],
  },
  {
    ...{
      kind: 'national',
      name: 'Le journal des Alpes',
      founder: 'Thomas Leroy',
      daysAgo: 40,
      ...together('Maud Giraud', 38),
    },
    summary: 'Un journal à deux écoles, refusé une fois ; le recours attend.',
    ...{ languages: ['fr'], subjects: ['Français'], ages: [5, 13] },
    answers: [
      {
        ...{ by: 'Samir Haddad', act: 'refuse', daysAgo: 33 },
        text: 'Qui écrit, qui lit, et à quel rythme ? Le texte ne le dit pas.',
      },
    ],
    appeal: { text: 'Le calendrier a été ajouté : une page par quinzaine, à tour de rôle.', daysAgo: 13 },
  },
  {
    ...{
      kind: 'national',
      name: 'Herbier partagé',
      founder: 'Karim Boucher',
      daysAgo: 300,
      ...together('Maud Giraud', 295),
    },
    summary: 'Les plantes de deux cours, sur une année. (entre cycles)',
    ...{ languages: ['fr'], subjects: ['SVT'], ages: [4, 12] },
    answers: [yes('Hélène Garnier', 290)],
    ended: [{ state: 'closed', daysAgo: 40 }],
  },
]

const inSchool: DemoLife[] = [
  {
    ...{ kind: 'school', name: 'Le lac en chiffres', founder: 'Karim Boucher', daysAgo: 4 },
    summary: 'EPI de 4e, mathématiques et SVT : attend la cheffe d’établissement.',
    ...{ languages: ['fr'], subjects: ['Mathématiques', 'SVT'], ages: [13, 14] },
  },
  {
    ...{ kind: 'school', name: 'Le goût des mots', founder: 'Thomas Leroy', daysAgo: 25 },
    summary: 'EPI de 5e : un restaurant imaginaire, sa carte et sa langue.',
    ...{ languages: ['fr', 'en'], subjects: ['Français', 'Anglais'], ages: [12, 13] },
    answers: [yes('Sylvie Arnaud', 22)],
  },
  {
    ...{ kind: 'school', name: 'Radio récré', founder: 'Thomas Leroy', daysAgo: 12 },
    summary: 'EPI de 3e, à revoir.',
    ...{ languages: ['fr'], subjects: ['Musique'], ages: [14, 15] },
    answers: [
      {
        by: 'Sylvie Arnaud',
        act: 'refuse',
        text: 'Pas deux EPI la même semaine : au printemps, volontiers.',
        daysAgo: 10,
      },
    ],
  },
]

const training: DemoLife[] = [
  {
    ...{
      kind: 'training',
      name: 'Apprendre à coopérer',
      founder: 'Karim Boucher',
      daysAgo: 65,
      ...together('Anne Rey', 63),
    },
    summary: 'Une stagiaire, une classe, un tuteur : enseigner à distance et en vrai.',
    ...{ languages: ['fr'], subjects: ['Formation'], ages: [12, 14] },
  },
  {
    ...{ kind: 'training', name: 'Teaching with a partner class', founder: 'Paolo Villa', daysAgo: 11 },
    ...together('Luca Moretti', 9),
    summary: 'Waits: the institute has not been admitted by the office yet.',
    ...{ languages: ['en', 'it'], subjects: ['Training'], ages: [11, 13] },
  },
]

export const programmeLives: DemoLife[] = [...european, ...national, ...inSchool, ...training]
