/** Its screen is on its way. */
export function VersionsPage() {
  return null
}
