import type { Pupil } from '../data/classrooms.ts'

/** `missing`: a card for who has none; `again`: the same cards once more; `anew`: new codes, and the cards that are out die. */
export type PrintWay = 'missing' | 'again' | 'anew'

export interface Printing {
  way: PrintWay
  pupils: readonly Pupil[]
}

interface Asked {
  pupils: readonly Pupil[]
  /** Picked one by one, and so meant. */
  arePicked: boolean
  canPrintAgain: boolean
}

/** What can be printed for these pupils, the gentlest first. */
export function waysToPrint({ pupils, canPrintAgain }: Pick<Asked, 'pupils' | 'canPrintAgain'>): Printing[] {
  const without = pupils.filter((pupil) => pupil.card.state === 'none')
  const kept = canPrintAgain ? pupils.filter((pupil) => pupil.card.isKept) : []
  const ways: Printing[] = [
    { way: 'missing', pupils: without },
    { way: 'again', pupils: kept },
    { way: 'anew', pupils: without.length === pupils.length ? [] : pupils },
  ]
  return ways.filter((one) => one.pupils.length > 0)
}

/** What is chosen before anybody chooses: never that cards die, unless their pupils were picked and nothing else is left. */
export function firstWay(ways: readonly Printing[], arePicked: boolean): PrintWay | null {
  const gentle = ways.find(({ way }) => way !== 'anew')
  return gentle?.way ?? (arePicked ? (ways[0]?.way ?? null) : null)
}
