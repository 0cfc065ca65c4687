/** Its screen is on its way. */
export function PagePage() {
  return null
}
