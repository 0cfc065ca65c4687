/* Codes that countries give to their schools. Pure. */

/** Of France, by the remainder of the seven digits: the alphabet without the letters that look like digits. */
const keysOfUai = 'ABCDEFGHJKLMNPRSTUVWXYZ'

const isUai = (code: string) =>
  /^\d{7}[A-Z]$/.test(code) && code.at(-1) === keysOfUai[Number(code.slice(0, 7)) % keysOfUai.length]

/** A code as its country writes it; null where the country has a rule for it that this one breaks. */
export function nationalCodeOf(countryCode: string, written: string): string | null {
  if (countryCode !== 'FR') return written
  const code = written.replaceAll(' ', '').toUpperCase()
  return isUai(code) ? code : null
}
