/** Seeds that find a defect when it is there, run first. A world that changes plays them otherwise: then others take their place. */
export const pastSeeds: { seed: number; found: string }[] = [
  { seed: 50, found: 'words kept on a device that hung on lost ones were asked for again and again' },
  { seed: 506, found: 'a snapshot over rows whose answer was lost made the relay take them for those of another' },
  { seed: 677, found: 'blocks beside a later row of their commit had no place when the log was read again' },
  { seed: 74, found: 'what was a part of one answer was kept as the end of another, which then never came' },
  { seed: 1415, found: 'who waited for the whole page missed that a word they had heard was deleted' },
]
