/** Its screen is on its way. */
export function ClassroomPage() {
  return null
}
