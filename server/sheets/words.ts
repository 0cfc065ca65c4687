import type { Locale } from '#db/schema/values.ts'

/* Words on paper. The screens' catalogues are the browser's; a sheet says few things, and to nobody in particular. */

const en = {
  contributions: 'Who wrote how much',
  contributionsLead:
    'Counted from the saved work, letter by letter. “There now” is what the page shows today; letters that somebody else moved stay their writer’s. No mark and no score.',
  person: 'Name',
  kept: 'Letters there now',
  share: 'Share',
  typed: 'Typed',
  removed: 'Taken out',
  days: 'Days',
  server: 'Came with the page',
  somebody: 'Somebody who is no longer here',
  nothing: 'Nobody has written anything yet.',
  shares: 'Shares of what the page shows',
  ownNothing: 'Nothing written here yet.',

  oral: 'File for the oral',
  pupil: 'Pupil',
  project: 'Project',
  school: 'School',
  session: 'Session',
  foreign: 'Part in a foreign language',
  none: 'none',
  plan: 'Plan',
  planNone: 'The plan is not written yet.',
  planTime: (time: string, most: string) => `${time} of ${most}`,
  minutes: (text: string) => `${text} min`,
  path: 'What I worked on',
  pathNone: 'No document yet.',
  document: 'Document',
  kind_page: 'page',
  kind_board: 'board',
  kind_wall: 'wall',
  last: 'Last day',
  extracts: 'Chosen extracts',
  extractsNone: 'No extract chosen yet.',
  extractGone: 'This extract is no longer there.',
  jury: 'Jury sheet',
  juryLead: (present: string, talk: string) => `Presentation ${present} min, then conversation ${talk} min.`,
  criterion: 'Criterion',
  most: 'Out of',
  teacher1: 'Teacher 1',
  teacher2: 'Teacher 2',
  agreed: 'Agreed',
  criterion_speaking: 'Speaking',
  criterion_subject: 'Command of the subject',
  criterion_whole: 'Oral as a whole: speaking and command of the subject',
  notes: 'Notes',
  signatures: 'Names and signatures of the two teachers',
}

type SheetWords = typeof en

const fr: SheetWords = {
  contributions: 'Qui a écrit combien',
  contributionsLead:
    'Compté à partir du travail enregistré, lettre par lettre. « Présentes » : ce que la page montre aujourd’hui ; une lettre déplacée par quelqu’un d’autre reste à qui l’a écrite. Ni note ni score.',
  person: 'Nom',
  kept: 'Lettres présentes',
  share: 'Part',
  typed: 'Tapées',
  removed: 'Retirées',
  days: 'Jours',
  server: 'Venu avec la page',
  somebody: 'Quelqu’un qui n’est plus là',
  nothing: 'Personne n’a encore rien écrit.',
  shares: 'Parts de ce que la page montre',
  ownNothing: 'Rien d’écrit ici pour le moment.',

  oral: 'Dossier pour l’oral',
  pupil: 'Élève',
  project: 'Projet',
  school: 'Établissement',
  session: 'Session',
  foreign: 'Partie en langue étrangère',
  none: 'aucune',
  plan: 'Plan',
  planNone: 'Le plan n’est pas encore écrit.',
  planTime: (time, most) => `${time} sur ${most}`,
  minutes: (text) => `${text} min`,
  path: 'Ce sur quoi j’ai travaillé',
  pathNone: 'Aucun document pour le moment.',
  document: 'Document',
  kind_page: 'page',
  kind_board: 'tableau',
  kind_wall: 'mur',
  last: 'Dernier jour',
  extracts: 'Extraits choisis',
  extractsNone: 'Aucun extrait choisi pour le moment.',
  extractGone: 'Cet extrait n’existe plus.',
  jury: 'Fiche du jury',
  juryLead: (present, talk) => `Présentation : ${present} min, puis entretien : ${talk} min.`,
  criterion: 'Critère',
  most: 'Sur',
  teacher1: 'Enseignant 1',
  teacher2: 'Enseignant 2',
  agreed: 'Accord',
  criterion_speaking: 'Maîtrise de l’expression orale',
  criterion_subject: 'Maîtrise du sujet présenté',
  criterion_whole: 'Ensemble de l’épreuve : expression orale et maîtrise du sujet',
  notes: 'Notes',
  signatures: 'Noms et signatures des deux enseignants',
}

const de: SheetWords = {
  contributions: 'Wer wie viel geschrieben hat',
  contributionsLead:
    'Aus der gespeicherten Arbeit gezählt, Buchstabe für Buchstabe. „Vorhanden“ ist, was die Seite heute zeigt; was jemand anderes verschoben hat, bleibt bei dem, der es schrieb. Keine Note, keine Punkte.',
  person: 'Name',
  kept: 'Buchstaben vorhanden',
  share: 'Anteil',
  typed: 'Getippt',
  removed: 'Entfernt',
  days: 'Tage',
  server: 'Kam mit der Seite',
  somebody: 'Jemand, der nicht mehr da ist',
  nothing: 'Noch hat niemand etwas geschrieben.',
  shares: 'Anteile an dem, was die Seite zeigt',
  ownNothing: 'Hier ist noch nichts geschrieben.',

  oral: 'Mappe für die mündliche Prüfung',
  pupil: 'Schülerin oder Schüler',
  project: 'Projekt',
  school: 'Schule',
  session: 'Prüfungsjahr',
  foreign: 'Teil in einer Fremdsprache',
  none: 'keiner',
  plan: 'Ablauf',
  planNone: 'Der Ablauf ist noch nicht geschrieben.',
  planTime: (time, most) => `${time} von ${most}`,
  minutes: (text) => `${text} min`,
  path: 'Woran ich gearbeitet habe',
  pathNone: 'Noch kein Dokument.',
  document: 'Dokument',
  kind_page: 'Seite',
  kind_board: 'Tafel',
  kind_wall: 'Pinnwand',
  last: 'Letzter Tag',
  extracts: 'Gewählte Ausschnitte',
  extractsNone: 'Noch kein Ausschnitt gewählt.',
  extractGone: 'Diesen Ausschnitt gibt es nicht mehr.',
  jury: 'Bogen für die Prüfenden',
  juryLead: (present, talk) => `Vortrag ${present} min, danach Gespräch ${talk} min.`,
  criterion: 'Kriterium',
  most: 'Höchstens',
  teacher1: 'Lehrkraft 1',
  teacher2: 'Lehrkraft 2',
  agreed: 'Gemeinsam',
  criterion_speaking: 'Mündlicher Ausdruck',
  criterion_subject: 'Beherrschung des Themas',
  criterion_whole: 'Prüfung als Ganzes: Ausdruck und Beherrschung des Themas',
  notes: 'Notizen',
  signatures: 'Namen und Unterschriften der beiden Lehrkräfte',
}

const sheetWords: Record<Locale, SheetWords> = { en, fr, de }

/** What goes into a sheet besides words: numbers, days and times as they are read in this language. */
export function sheetText(locale: Locale, timeZone: string) {
  const tag = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE' }[locale]
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone })
  const count = new Intl.NumberFormat(tag)
  const percent = new Intl.NumberFormat(tag, { style: 'percent' })
  return {
    words: sheetWords[locale],
    day: (at: Date | string) => day.format(new Date(at)),
    count: (number: number) => count.format(number),
    percent: (share: number) => percent.format(share),
    /** 270 seconds: 4:30. */
    time: (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    language: (tagOf: string) => new Intl.DisplayNames(tag, { type: 'language' }).of(tagOf) ?? tagOf,
  }
}

export type SheetText = ReturnType<typeof sheetText>
