import type { Locale } from '#db/schema/values.ts'

/* Words of the sheet for parents: plain, for somebody who knows no word of the school's. */

const en = {
  title: (name: string) => `For the parents of ${name}`,
  lead: (name: string, project: string) =>
    `This sheet says what ${name} worked on in the project “${project}”, and how far ${name} has come.`,
  teachers: 'Teachers',
  teacherOf: (subject: string, teacher: string) => `${teacher} (${subject})`,
  made: 'What was made',
  far: (name: string) => `How far ${name} has come`,
  steps: 'The teachers looked at it together. There are four steps and no marks: not yet, with help, alone, very well.',
  step_1: 'Not yet: this is still new.',
  step_2: 'With help: it works when somebody helps.',
  step_3: 'Alone: it works without help.',
  step_4: 'Very well: it works without help, and others learn from it.',
  nothing: 'The teachers have not told anything yet.',
  teachersWrote: 'The teachers wrote',
  asWritten: 'What the teachers wrote is in the language in which they wrote it.',
  otherPupil: 'another pupil',
  questions: 'Do you have a question?',
  ask: 'The teachers named above will answer it gladly.',
  read: 'Read by the parents (date and signature)',
}

type ParentsWords = typeof en

const fr: ParentsWords = {
  title: (name) => `Pour les parents de ${name}`,
  lead: (name, project) =>
    `Cette feuille dit à quoi ${name} a travaillé dans le projet « ${project} », et où ${name} en est.`,
  teachers: 'Enseignant·es',
  teacherOf: (subject, teacher) => `${teacher} (${subject})`,
  made: 'Ce qui a été fait',
  far: (name) => `Où ${name} en est`,
  steps:
    'Les enseignant·es l’ont regardé ensemble. Il y a quatre étapes et pas de notes : pas encore, avec de l’aide, en autonomie, très bien.',
  step_1: 'Pas encore : c’est encore nouveau.',
  step_2: 'Avec de l’aide : cela marche quand quelqu’un aide.',
  step_3: 'En autonomie : cela marche sans aide.',
  step_4: 'Très bien : cela marche sans aide, et d’autres en apprennent.',
  nothing: 'Les enseignant·es n’ont encore rien communiqué.',
  teachersWrote: 'Les enseignant·es ont écrit',
  asWritten: 'Ce que les enseignant·es ont écrit est dans la langue où cela a été écrit.',
  otherPupil: 'un·e autre élève',
  questions: 'Vous avez une question ?',
  ask: 'Les enseignant·es nommé·es plus haut y répondront volontiers.',
  read: 'Lu par les parents (date et signature)',
}

const de: ParentsWords = {
  title: (name) => `Für die Eltern von ${name}`,
  lead: (name, project) =>
    `Dieses Blatt sagt, woran ${name} im Projekt „${project}“ gearbeitet hat und wie weit ${name} gekommen ist.`,
  teachers: 'Lehrkräfte',
  teacherOf: (subject, teacher) => `${teacher} (${subject})`,
  made: 'Was entstanden ist',
  far: (name) => `Wie weit ${name} gekommen ist`,
  steps:
    'Die Lehrkräfte haben es gemeinsam angesehen. Es gibt vier Stufen und keine Noten: noch nicht, mit Hilfe, allein, sehr gut.',
  step_1: 'Noch nicht: Das ist noch neu.',
  step_2: 'Mit Hilfe: Es gelingt, wenn jemand hilft.',
  step_3: 'Allein: Es gelingt ohne Hilfe.',
  step_4: 'Sehr gut: Es gelingt ohne Hilfe, und andere lernen daran.',
  nothing: 'Die Lehrkräfte haben noch nichts mitgeteilt.',
  teachersWrote: 'Die Lehrkräfte schreiben',
  asWritten: 'Was die Lehrkräfte schreiben, steht in der Sprache, in der sie es geschrieben haben.',
  otherPupil: 'ein anderes Kind',
  questions: 'Haben Sie eine Frage?',
  ask: 'Die oben genannten Lehrkräfte beantworten sie gern.',
  read: 'Von den Eltern gelesen (Datum und Unterschrift)',
}

export const parentsWords: Record<Locale, ParentsWords> = { en, fr, de }
