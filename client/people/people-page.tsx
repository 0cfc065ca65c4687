/** Its screen is on its way. */
export function PeoplePage() {
  return null
}
