/** Seeds that found a defect when it was there, run first. A world that changes plays them otherwise: then others take their place. */
export const pastSeeds: { seed: number; found: string }[] = [
  { seed: 274, found: 'words kept on a device that hung on lost ones were asked for again and again' },
]
