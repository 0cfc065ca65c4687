/** Its screen is on its way. */
export function ClassroomsPage() {
  return null
}
