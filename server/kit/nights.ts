const hourMs = 60 * 60_000
export const dayMs = 24 * hourMs
/** In UTC: in all of Europe nobody is at school. */
export const nightBeginsMs = hourMs
/** So long after a night begins what is old is forgotten: the day before has been counted by then (`server/figures`). */
export const forgetAfterMs = hourMs / 2
export const nightMs = 3 * hourMs

/** From now to the next beginning of a night. */
export const untilNight = (now: number) => {
  const since = (now - nightBeginsMs) % dayMs
  return dayMs - (since < 0 ? since + dayMs : since)
}
