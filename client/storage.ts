/**
 * What is remembered in this browser, and the one place that touches its storage. Where the browser refuses (blocked by its
 * owner, a private window, a full disk) a value is remembered for as long as the page is open, and everything goes on.
 */

interface Kept {
  get(key: string): string | null
  /** False where it will not outlast the page. */
  set(key: string, value: string): boolean
  remove(key: string): void
  clear(): void
}

/** The storage is asked for at each use: already its name throws where it is blocked. */
function kept(storage: () => Storage): Kept {
  const refused = new Map<string, string>()
  const attempt = <T>(work: (open: Storage) => T, otherwise: T): T => {
    try {
      return work(storage())
    } catch {
      return otherwise
    }
  }
  return {
    get: (key) => refused.get(key) ?? attempt((open) => open.getItem(key), null),
    set(key, value) {
      const isKept = attempt((open) => {
        open.setItem(key, value)
        return true
      }, false)
      if (isKept) refused.delete(key)
      else refused.set(key, value)
      return isKept
    },
    remove(key) {
      refused.delete(key)
      attempt((open) => open.removeItem(key), undefined)
    },
    clear() {
      refused.clear()
      attempt((open) => open.clear(), undefined)
    },
  }
}

/** Until this tab is closed, and through its reloads. */
export const tabStorage = kept(() => sessionStorage)

/** Of this device, whoever sits at it. */
export const deviceStorage = kept(() => localStorage)
