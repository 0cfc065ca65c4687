import { fold } from '../kit/words.ts'

/*
 * Published registers of schools as data: which column holds what. Heads were read in public code that uses the files
 * (Annuaire de l'éducation of data.education.gouv.fr; SCUANAGRAFESTAT of dati.istruzione.it; Get Information about Schools),
 * not in the files themselves. Pure.
 */

export const registerFields = [
  'code',
  'name',
  'town',
  'region',
  'address',
  'postcode',
  'level',
  'status',
  'closedOn',
] as const
export type RegisterField = (typeof registerFields)[number]

/** Columns of a field, by their place. Of a name and a town the first that is not empty counts; an address is made of all. */
export type Columns = Partial<Record<RegisterField, number[]>>

interface Format {
  id: string
  countryCode: string
  heads: Partial<Record<RegisterField, readonly string[]>>
}

const formats: readonly Format[] = [
  {
    id: 'fr',
    countryCode: 'FR',
    heads: {
      code: ['Identifiant_de_l_etablissement'],
      name: ['Nom_etablissement'],
      town: ['Nom_commune'],
      region: ['Libelle_academie'],
      address: ['Adresse_1', 'Adresse_2', 'Adresse_3'],
      postcode: ['Code_postal'],
      level: ['Type_etablissement', 'Ecole_maternelle', 'Ecole_elementaire'],
      status: ['etat'],
    },
  },
  {
    id: 'it',
    countryCode: 'IT',
    heads: {
      code: ['CODICESCUOLA'],
      name: ['DENOMINAZIONESCUOLA'],
      town: ['DESCRIZIONECOMUNE'],
      region: ['REGIONE'],
      address: ['INDIRIZZOSCUOLA'],
      postcode: ['CAPSCUOLA'],
      level: ['DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA'],
    },
  },
  {
    id: 'gb',
    countryCode: 'GB',
    heads: {
      code: ['URN'],
      name: ['EstablishmentName'],
      town: ['Town', 'Locality', 'Address3', 'County (name)'],
      region: ['GOR (name)'],
      address: ['Street', 'Locality', 'Address3'],
      postcode: ['Postcode'],
      level: ['PhaseOfEducation (name)'],
      status: ['EstablishmentStatus (name)'],
      closedOn: ['CloseDate'],
    },
  },
]

/** Words of heads that other countries use, folded, the surest first. */
const words: Record<RegisterField, readonly string[]> = {
  code: [
    'code',
    'schulnummer',
    'dienststellennummer',
    'school code',
    'codigo',
    'uai',
    'id',
    'number',
    'nummer',
    'numero',
  ],
  name: ['name', 'nom', 'schulname', 'school name', 'denominacion', 'nombre', 'nome', 'nazwa', 'naam', 'bezeichnung'],
  town: [
    'town',
    'ville',
    'commune',
    'ort',
    'stadt',
    'city',
    'municipio',
    'localidad',
    'comune',
    'plaats',
    'miejscowosc',
  ],
  region: ['region', 'academie', 'land', 'bundesland', 'comunidad', 'provincie', 'wojewodztwo', 'kanton'],
  address: ['address', 'adresse', 'strasse', 'street', 'domicilio', 'indirizzo', 'adres', 'rue', 'ulica'],
  postcode: ['postcode', 'code postal', 'plz', 'cap', 'postal code', 'codigo postal', 'kod pocztowy'],
  level: ['level', 'type', 'schulform', 'schulart', 'phase', 'niveau', 'tipo'],
  status: ['status', 'etat', 'estado', 'stato'],
  closedOn: ['closed on', 'closed', 'close date', 'date de fermeture', 'geschlossen am'],
}

export const headWord = (head: string): string =>
  fold(head)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Without words between: `Code_postal`, `Code postal` and `CODEPOSTAL` are one. */
const joined = (head: string) => headWord(head).replaceAll(' ', '')

const placesOf = (heads: readonly string[], wanted: readonly string[]): number[] =>
  wanted.flatMap((head) => {
    const at = heads.findIndex((one) => joined(one) === joined(head))
    return at < 0 ? [] : [at]
  })

function columnsOf(heads: readonly string[], { heads: wanted }: Format): Columns {
  const columns: Columns = {}
  for (const field of registerFields) {
    const places = placesOf(heads, wanted[field] ?? [])
    if (places.length > 0) columns[field] = places
  }
  return columns
}

const isWhole = (columns: Columns) => [columns.code, columns.name, columns.town].every(Boolean)

/** One column each, the first whose head is a word for it, or else has one in it. */
function guess(heads: readonly string[]): Columns {
  const columns: Columns = {}
  const taken = new Set<number>()
  const isFree = (at: number) => at >= 0 && !taken.has(at)
  for (const isIt of [
    (head: string, word: string) => head === word,
    (head: string, word: string) => ` ${head} `.includes(` ${word} `),
  ])
    for (const field of registerFields) {
      if (columns[field]) continue
      const at = words[field]
        .map((word) => heads.findIndex((head, place) => !taken.has(place) && isIt(headWord(head), word)))
        .find(isFree)
      if (at === undefined) continue
      columns[field] = [at]
      taken.add(at)
    }
  return columns
}

/** Which published register has these heads, or else what one may take them for. */
export function recognise(heads: readonly string[]): {
  format: string | null
  countryCode: string | null
  columns: Columns
} {
  for (const format of formats) {
    const columns = columnsOf(heads, format)
    if (isWhole(columns)) return { format: format.id, countryCode: format.countryCode, columns }
  }
  return { format: null, countryCode: null, columns: guess(heads) }
}
