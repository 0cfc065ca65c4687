import type { Locale, MandatePost, Post, allProjectKinds } from '#db/schema/values.ts'

/* Words of the attestation. */

type Kinds = Record<`kind_${(typeof allProjectKinds)[number]}`, string>
type Posts = Record<`post_${Post}`, string> & Record<`mandate_${MandatePost}`, string>

const kindsEn: Kinds = {
  kind_european: 'European project',
  kind_national: 'National project',
  kind_school: 'Project in one school',
  kind_training: 'Teacher training',
  kind_circle: 'Circle of teachers',
}
const postsEn: Posts = {
  post_teacher: 'Teacher',
  post_head: 'Head of school',
  post_management: 'School management',
  post_librarian: 'Teacher librarian',
  post_trainee: 'Trainee teacher',
  post_trainer: 'Teacher trainer',
  post_office: 'Office staff',
  mandate_director: 'Director',
  mandate_officer: 'Officer',
  mandate_correspondent: 'Correspondent',
  mandate_assessor: 'Assessor',
  mandate_observer: 'Observer',
}

const en = {
  title: 'Attestation of participation',
  lead: 'What is recorded on Préau of this person: where they worked and in which opened projects they taught. It is printed by themselves and is no certificate of an authority.',
  posts: 'Posts',
  projects: 'Projects',
  trainings: 'Training',
  owner: 'responsible for it',
  teacher: 'teacher in it',
  since: (from: string) => `since ${from}`,
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  none: 'Nothing recorded.',
  ...kindsEn,
  ...postsEn,
}

const fr: typeof en = {
  title: 'Attestation de participation',
  lead: 'Ce qui est enregistré sur Préau de cette personne : où elle était en fonction et dans quels projets ouverts elle a enseigné. Elle l’imprime elle-même ; ce n’est pas le certificat d’une autorité.',
  posts: 'Fonctions',
  projects: 'Projets',
  trainings: 'Formations',
  owner: 'responsable du projet',
  teacher: 'enseignant·e dans le projet',
  since: (from) => `depuis le ${from}`,
  fromTo: (from, to) => `du ${from} au ${to}`,
  none: 'Rien d’enregistré.',
  kind_european: 'Projet européen',
  kind_national: 'Projet national',
  kind_school: 'Projet d’un établissement',
  kind_training: 'Formation des enseignant·es',
  kind_circle: 'Cercle d’enseignant·es',
  post_teacher: 'Enseignant·e',
  post_head: 'Chef·fe d’établissement',
  post_management: 'Direction',
  post_librarian: 'Professeur·e documentaliste',
  post_trainee: 'Enseignant·e stagiaire',
  post_trainer: 'Formateur·rice',
  post_office: 'Personnel du bureau',
  mandate_director: 'Direction',
  mandate_officer: 'Chargé·e de mission',
  mandate_correspondent: 'Correspondant·e',
  mandate_assessor: 'Évaluateur·rice',
  mandate_observer: 'Observateur·rice',
}

const de: typeof en = {
  title: 'Teilnahmebescheinigung',
  lead: 'Was bei Préau über diese Person festgehalten ist: wo sie tätig war und in welchen eröffneten Projekten sie unterrichtet hat. Sie druckt es selbst; es ist keine amtliche Bescheinigung.',
  posts: 'Funktionen',
  projects: 'Projekte',
  trainings: 'Fortbildung',
  owner: 'Leitung des Projekts',
  teacher: 'Lehrkraft im Projekt',
  since: (from) => `seit ${from}`,
  fromTo: (from, to) => `${from} bis ${to}`,
  none: 'Nichts festgehalten.',
  kind_european: 'Europäisches Projekt',
  kind_national: 'Nationales Projekt',
  kind_school: 'Projekt an einer Schule',
  kind_training: 'Lehrkräftebildung',
  kind_circle: 'Kreis von Lehrkräften',
  post_teacher: 'Lehrkraft',
  post_head: 'Schulleitung',
  post_management: 'Erweiterte Schulleitung',
  post_librarian: 'Bibliothekslehrkraft',
  post_trainee: 'Angehende Lehrkraft',
  post_trainer: 'Ausbildende Lehrkraft',
  post_office: 'Mitarbeit an einer Stelle',
  mandate_director: 'Leitung',
  mandate_officer: 'Mitarbeit',
  mandate_correspondent: 'Moderation',
  mandate_assessor: 'Begutachtung',
  mandate_observer: 'Beobachtung',
}

export const attestationWords: Record<Locale, typeof en> = { en, fr, de }
