/** Its screen is on its way. */
export function InvitePage() {
  return null
}
