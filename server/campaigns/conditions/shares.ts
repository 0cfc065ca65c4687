/* Shares of a number, as rules write them. Pure. */

const rounded = { down: Math.floor, nearest: Math.round, up: Math.ceil }

/** How many of so many a share is. A share that is a hair off a whole number by the machine is that number. */
export const shareOf = (share: number, of: number, rounding: keyof typeof rounded): number =>
  rounded[rounding](Number((share * of).toFixed(9)))
