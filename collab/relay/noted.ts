/** What somebody decided in an update that is written down beside it, as the rules of the kind call it (SPEC 92). */
export interface Noted {
  what: string
  id: string
}
