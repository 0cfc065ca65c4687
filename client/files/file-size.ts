/** `240 kB`, `1.2 MB`, as the language writes it. */
export function fileSize(bytes: number, locale: string): string {
  const isLarge = bytes >= 1_000_000
  const number = isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1_000))
  const unit = isLarge ? 'megabyte' : 'kilobyte'
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(number)
}
