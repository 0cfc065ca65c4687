/** What somebody is about to report: said by a menu, heard by the one dialog that stands in the frame. */
export interface AskedReport {
  target:
    | { message: string }
    | { document: string; block?: number }
    | { object: string; document: string }
    | { user: string }
  /** Whose it is, as far as the screen knows. */
  authorId?: string | null
}

let asked: AskedReport | null = null
const listeners = new Set<() => void>()

function tell(next: AskedReport | null) {
  asked = next
  for (const listener of listeners) listener()
}

export const reportAsked = {
  get: () => asked,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  end: () => tell(null),
}

/** Opens the dialog, once the menu that asks has given the focus back. */
export const askToReport = (what: AskedReport) => void setTimeout(() => tell(what))
