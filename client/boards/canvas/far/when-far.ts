/** A letter of a note, the smallest that much is written in, in pixels of the board. */
const letter = 18
/** In pixels of the screen: below the first letters are too small to be read, above the second they are read. */
const unread = 5
const read = 6
/** From the first on so many things cost more as elements than as paint; below the second they no longer do. */
const many = 300
const few = 240

/** Whether the board is seen from so far that its things are painted together. Between the limits it stays as it was. */
export function isSeenFromFar(count: number, zoom: number, wasFar: boolean): boolean {
  return count > (wasFar ? few : many) && letter * zoom < (wasFar ? read : unread)
}
