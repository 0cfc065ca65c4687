import type { Locale, Scheme } from '#db/schema/values.ts'
import { nameOf } from './plain-page.ts'

/** What is recognised, as certificates and pages call it. */
export const schemeNames: Record<Locale, Record<Scheme, string>> = {
  en: {
    national_label: 'National Quality Label',
    pupil_label: 'Pupil Label',
    european_label: 'European Quality Label',
    national_prize: 'National Prize',
    european_prize: 'European Prize',
    school_label: 'School Label',
    training_award: 'Training Award',
  },
  fr: {
    national_label: 'Label national de qualité',
    pupil_label: 'Label élève',
    european_label: 'Label européen de qualité',
    national_prize: 'Prix national',
    european_prize: 'Prix européen',
    school_label: 'Label établissement',
    training_award: 'Distinction de formation',
  },
  de: {
    national_label: 'Nationales Qualitätssiegel',
    pupil_label: 'Siegel für Lernende',
    european_label: 'Europäisches Qualitätssiegel',
    national_prize: 'Nationaler Preis',
    european_prize: 'Europäischer Preis',
    school_label: 'Schulsiegel',
    training_award: 'Auszeichnung der Lehrerbildung',
  },
}

/** Each kind once; of what countries give, with those that gave it. */
export const awardNames = (
  locale: Locale,
  awards: readonly { scheme: Scheme; countryCode: string | null }[],
): string[] =>
  [...new Set(awards.map(({ scheme }) => scheme))].map((scheme) => {
    const codes = awards.flatMap((award) => (award.scheme === scheme ? [award.countryCode] : []))
    const countries = codes.flatMap((code) => (code === null ? [] : [nameOf(locale, 'region', code)]))
    const isOfCountries = scheme.startsWith('national') && countries.length > 0
    return isOfCountries ? `${schemeNames[locale][scheme]} (${countries.join(', ')})` : schemeNames[locale][scheme]
  })
