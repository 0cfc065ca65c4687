/* What the EPI on water makes, by what it is judged, and what was said of it when the demonstration begins. */

export interface DemoJudging {
  products: { title: string; steps: { words: string; isDone: boolean }[] }[]
  criteria: { key: string; words: string; item: string; levels: [string, string, string, string] }[]
  /** `by` is the pupil themself, a classmate, or a teacher. */
  said: {
    by: string
    of: string
    on: string
    level: number | null
    words?: string
    isShown?: true
    /** On what was kept of the pupil's work. */
    restsOnExtracts?: true
  }[]
  agreed: {
    by: string
    of: string
    on: string
    level: number | null
    note?: string
    words?: string
    isPublished?: true
  }[]
  observed: { by: string; of: string; on: string; level: number }[]
}

export const waterJudging: DemoJudging = {
  products: [
    {
      title: 'Une promenade sonore entre deux rivières',
      steps: [
        { words: 'Mesurer l’eau en trois lieux', isDone: true },
        { words: 'Enregistrer les sons et les commenter', isDone: true },
        { words: 'Monter la promenade et la présenter', isDone: false },
      ],
    },
  ],
  criteria: [
    {
      key: 'ensemble',
      words: 'Coopérer et réaliser des projets',
      item: 'D2.2',
      levels: [
        'Travaille à côté des autres',
        'Fait sa part quand on la lui rappelle',
        'Fait sa part et écoute les autres',
        'Aide le groupe à avancer',
      ],
    },
    {
      key: 'oral',
      words: 'S’exprimer à l’oral',
      item: 'D1.1.1',
      levels: ['Lit son texte', 'Dit quelques phrases sans lire', 'Présente clairement', 'Capte son public et répond'],
    },
    {
      key: 'demarche',
      words: 'Mener une démarche scientifique, résoudre un problème',
      item: 'D4.1',
      levels: ['Mesure avec un modèle', 'Mesure et note', 'Explique ses mesures', 'Discute ce qu’elles valent'],
    },
    {
      key: 'critique',
      words: 'Exercer son esprit critique',
      item: 'D3.3',
      levels: [
        'Croit la première source',
        'Cherche une seconde source',
        'Compare ses sources',
        'Dit pourquoi l’une est plus sûre',
      ],
    },
  ],
  said: [
    {
      by: 'Alix M.',
      of: 'Alix M.',
      on: 'ensemble',
      level: 3,
      words: 'J’ai tenu le micro pendant que Gabin notait, puis on a changé.',
    },
    { by: 'Alix M.', of: 'Alix M.', on: 'oral', level: 2, words: 'Je regarde encore beaucoup ma feuille.' },
    { by: 'Amina B.', of: 'Amina B.', on: 'ensemble', level: 4, words: 'J’ai expliqué le sonomètre à tout le monde.' },
    {
      by: 'Djibril S.',
      of: 'Djibril S.',
      on: 'demarche',
      level: 2,
      words: 'J’ai oublié de noter la température une fois.',
    },
    {
      by: 'Amina B.',
      of: 'Alix M.',
      on: 'ensemble',
      level: null,
      words: 'Alix m’a laissé parler quand je ne trouvais pas le mot.',
      isShown: true,
    },
    { by: 'Gabin P.', of: 'Amina B.', on: 'ensemble', level: 4, words: 'Elle explique bien.' },
    {
      by: 'Nadia Benali',
      of: 'Alix M.',
      on: 'ensemble',
      level: 3,
      words: 'A partagé le micro sans qu’on le lui demande.',
      restsOnExtracts: true,
    },
    { by: 'Claire Fontaine', of: 'Alix M.', on: 'ensemble', level: 3 },
    { by: 'Nadia Benali', of: 'Alix M.', on: 'oral', level: 3, words: 'A regardé la classe à la fin.' },
    { by: 'Claire Fontaine', of: 'Alix M.', on: 'oral', level: 2, words: 'Lit encore son texte.' },
    { by: 'Nadia Benali', of: 'Amina B.', on: 'ensemble', level: 4 },
    { by: 'Claire Fontaine', of: 'Amina B.', on: 'ensemble', level: 4 },
    { by: 'Nadia Benali', of: 'Djibril S.', on: 'demarche', level: 2 },
    { by: 'Hugo Perrin', of: 'Djibril S.', on: 'demarche', level: 3, words: 'A refait la mesure de lui-même.' },
    { by: 'Nadia Benali', of: 'Camille D.', on: 'demarche', level: 3 },
  ],
  agreed: [
    {
      by: 'Nadia Benali',
      of: 'Alix M.',
      on: 'ensemble',
      level: 3,
      words: 'Tu partages le travail : continue.',
      isPublished: true,
    },
    { by: 'Claire Fontaine', of: 'Amina B.', on: 'ensemble', level: 4, words: 'Tu fais avancer le groupe.' },
    {
      by: 'Hugo Perrin',
      of: 'Djibril S.',
      on: 'demarche',
      level: null,
      note: 'Nous n’avons pas vu la même séance : à revoir le 15.',
    },
  ],
  observed: [
    { by: 'Nadia Benali', of: 'Emma L.', on: 'oral', level: 3 },
    { by: 'Nadia Benali', of: 'Gabin P.', on: 'oral', level: 2 },
    { by: 'Claire Fontaine', of: 'Inès K.', on: 'ensemble', level: 3 },
  ],
}
