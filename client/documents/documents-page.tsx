/** Its screen is on its way. */
export function DocumentsPage() {
  return null
}
