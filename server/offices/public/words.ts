import type { contactKinds, Locale } from '#db/schema/values.ts'

/* Words of the public pages. The screens' catalogues are the browser's. */

const contactsEn: Record<(typeof contactKinds)[number], string> = {
  rector: 'Rector',
  dareic: 'International affairs',
  workshop: 'Workshop',
}

const en = {
  europe: 'Europe',
  offices: 'Offices of the programme',
  people: 'Who works here',
  reach: 'How to reach the office',
  regions: 'Regions',
  find: 'Find your correspondent',
  findLabel: 'Region, town or code of your school',
  findButton: 'Find',
  foundNothing: (asked: string) => `Nothing was found for “${asked}”. Choose your region in the list below.`,
  found: 'Found',
  correspondents: 'Correspondent',
  noCorrespondent: 'There is no correspondent at the moment. Write to the office.',
  noPeople: 'Nobody is named at the moment.',
  byOffice: 'You reach them by the office.',
  contacts: 'Other contacts',
  kinds: contactsEn,
  allOffices: 'All offices',
  labelledSchools: 'Labelled schools',
}
type PageWords = typeof en

const fr: PageWords = {
  europe: 'Europe',
  offices: 'Bureaux du programme',
  people: 'L’équipe',
  reach: 'Joindre le bureau',
  regions: 'Régions',
  find: 'Trouver son ou sa correspondant·e',
  findLabel: 'Région, commune ou code de l’établissement',
  findButton: 'Chercher',
  foundNothing: (asked) => `Rien n’a été trouvé pour « ${asked} ». Choisissez votre région dans la liste.`,
  found: 'Résultats',
  correspondents: 'Correspondant·e',
  noCorrespondent: 'Il n’y a pas de correspondant·e en ce moment. Écrivez au bureau.',
  noPeople: 'Personne n’est nommé en ce moment.',
  byOffice: 'Vous pouvez les joindre par le bureau.',
  contacts: 'Autres contacts',
  kinds: { rector: 'Rectorat', dareic: 'Relations internationales', workshop: 'Atelier' },
  allOffices: 'Tous les bureaux',
  labelledSchools: 'Établissements labellisés',
}

const de: PageWords = {
  europe: 'Europa',
  offices: 'Stellen des Programms',
  people: 'Wer hier arbeitet',
  reach: 'So erreichen Sie die Stelle',
  regions: 'Regionen',
  find: 'Ihre Moderation vor Ort finden',
  findLabel: 'Region, Ort oder Kennnummer Ihrer Schule',
  findButton: 'Suchen',
  foundNothing: (asked) => `Für „${asked}“ wurde nichts gefunden. Wählen Sie Ihre Region in der Liste.`,
  found: 'Gefunden',
  correspondents: 'Moderation vor Ort',
  noCorrespondent: 'Im Moment gibt es hier keine Moderation. Schreiben Sie an die Stelle.',
  noPeople: 'Im Moment ist niemand benannt.',
  byOffice: 'Sie erreichen sie über die Stelle.',
  contacts: 'Weitere Kontakte',
  kinds: { rector: 'Schulaufsicht', dareic: 'Internationales', workshop: 'Werkstatt' },
  allOffices: 'Alle Stellen',
  labelledSchools: 'Ausgezeichnete Schulen',
}

export const pageWords: Record<Locale, PageWords> = { en, fr, de }
