/** Its screen is on its way. */
export function TodayPage() {
  return null
}
