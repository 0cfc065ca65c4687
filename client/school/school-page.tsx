/** Its screen is on its way. */
export function SchoolPage() {
  return null
}
