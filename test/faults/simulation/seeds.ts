/** Seeds that find a defect when it is there, run first. A world that changes plays them otherwise: then others take their place. */
export const pastSeeds: { seed: number; found: string }[] = [
  { seed: 50, found: 'words kept on a device that hung on lost ones were asked for again and again' },
  { seed: 506, found: 'a snapshot over rows whose answer was lost made the relay take them for those of another' },
  { seed: 677, found: 'blocks beside a later row of their commit had no place when the log was read again' },
  { seed: 74, found: 'what was a part of one answer was kept as the end of another, which then never came' },
  { seed: 1415, found: 'who waited for the whole page missed that a word they had heard was deleted' },
  { seed: 501, found: 'a second line of somebody under a rule brought into the page what waited' },
  { seed: 128, found: 'what was given back went on waiting where the answer of the store was lost' },
  { seed: 138, found: 'a decision about a page that was loaded anew meanwhile was tried for ever' },
  { seed: 14, found: 'a row beside the page that another process wrote was in the way for ever' },
  { seed: 5968, found: 'words beside the page were called stored though only the page’s rows were' },
  { seed: 6168, found: 'a row that was there and one that was not were tried again and again' },
  { seed: 8144, found: 'what a line of before was allowed was taken for the answer of this one' },
]
