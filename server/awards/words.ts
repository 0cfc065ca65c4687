import type { Locale } from '#db/schema/values.ts'
import type { AwardState } from '../kit/award-state.ts'

interface Words {
  title: string
  states: Record<AwardState, string>
  unknown: string
  unknownHint: string
  project: string
  people: string
  schools: string
  awardedOn: string
  until: string
  code: string
  place: string
  nobody: string
  check(address: string): string
  pupilLead: string
}

/** Words of certificates and of the page that verifies them, for whoever reads it. */
export const certificateWords: Record<Locale, Words> = {
  en: {
    title: 'Certificate',
    states: {
      valid: 'This certificate is valid.',
      withdrawn: 'This award was withdrawn. The certificate is not valid.',
      expired: 'This award has expired. The certificate is not valid any more.',
    },
    unknown: 'No certificate has this code',
    unknownHint:
      'Compare the code with the one on the sheet. A certificate whose code is not known here was not given by us.',
    project: 'Project',
    people: 'Given to',
    schools: 'Schools',
    awardedOn: 'Given on',
    until: 'Valid until',
    code: 'Code',
    place: 'Place',
    nobody: 'A person who has left',
    check: (address) => `Whoever wants to know whether this certificate is valid finds it here: ${address}`,
    pupilLead: 'The pupils of this project share in its label. The school writes the name in by hand.',
  },
  fr: {
    title: 'Certificat',
    states: {
      valid: 'Ce certificat est valable.',
      withdrawn: 'Cette distinction a été retirée. Le certificat n’est pas valable.',
      expired: 'Cette distinction a expiré. Le certificat n’est plus valable.',
    },
    unknown: 'Aucun certificat n’a ce code',
    unknownHint:
      'Comparez le code avec celui de la feuille. Un certificat dont le code est inconnu ici n’a pas été donné par nous.',
    project: 'Projet',
    people: 'Remis à',
    schools: 'Établissements',
    awardedOn: 'Remis le',
    until: 'Valable jusqu’au',
    code: 'Code',
    place: 'Place',
    nobody: 'Une personne qui est partie',
    check: (address) => `Pour savoir si ce certificat est valable : ${address}`,
    pupilLead: 'Les élèves de ce projet partagent son label. L’établissement écrit le nom à la main.',
  },
  de: {
    title: 'Urkunde',
    states: {
      valid: 'Diese Urkunde ist gültig.',
      withdrawn: 'Diese Auszeichnung wurde zurückgezogen. Die Urkunde ist nicht gültig.',
      expired: 'Diese Auszeichnung ist abgelaufen. Die Urkunde ist nicht mehr gültig.',
    },
    unknown: 'Keine Urkunde hat diesen Code',
    unknownHint:
      'Vergleichen Sie den Code mit dem auf dem Blatt. Eine Urkunde, deren Code hier nicht bekannt ist, kommt nicht von uns.',
    project: 'Projekt',
    people: 'Verliehen an',
    schools: 'Schulen',
    awardedOn: 'Verliehen am',
    until: 'Gültig bis',
    code: 'Code',
    place: 'Platz',
    nobody: 'Eine Person, die nicht mehr dabei ist',
    check: (address) => `Ob diese Urkunde gültig ist, steht hier: ${address}`,
    pupilLead: 'Die Lernenden dieses Projekts haben teil an seinem Siegel. Die Schule trägt den Namen von Hand ein.',
  },
}
