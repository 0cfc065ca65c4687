const cardsPerSheet = 8

/** Cuts a list into sheets of eight; the last one may be shorter. */
export function sheetsOf<T>(cards: readonly T[]): T[][] {
  const sheets: T[][] = []
  for (let start = 0; start < cards.length; start += cardsPerSheet)
    sheets.push(cards.slice(start, start + cardsPerSheet))
  return sheets
}
