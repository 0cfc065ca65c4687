import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Which countries write numbers without their code as those of another would is not asked: a school’s own, or `+`. */
const known = (country: string): CountryCode | undefined => (isSupportedCountry(country) ? country : undefined)

/** A plus or a zero ahead, and no row of single figures: years, sums and sequences are none. */
const isLikeOne = (digits: string) =>
  /^(?:\+|\(?0)/.test(digits) && digits.split(/\D/).filter((part) => part.length === 1).length < 3

/** In the country's own way or with a code of any; heavy to load, so by itself. */
export function isPhone(digits: string, country: string): boolean {
  if (!isLikeOne(digits)) return false
  const international = digits.startsWith('00') ? `+${digits.slice(2)}` : digits
  return parsePhoneNumberFromString(international, known(country))?.isValid() === true
}
