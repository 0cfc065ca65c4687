import { tabStorage } from '#client/storage.ts'

/**
 * A key that lives as long as the tab, through reloads and when the browser discards it, and ends with the tab or with
 * sign-out. On a device of many, words are sealed by it: whoever comes next finds bytes without meaning.
 */

const place = 'preau-tab-key'

const encode = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

/** This person's key in this tab, made at first; another person's is written over. Null where the browser keeps nothing. */
export function tabKey(userId: string): string | null {
  const [owner, before] = tabStorage.get(place)?.split(' ') ?? []
  const key = owner === userId && before !== undefined ? before : encode(crypto.getRandomValues(new Uint8Array(32)))
  return tabStorage.set(place, `${userId} ${key}`) ? key : null
}

export const forgetTabKey = () => tabStorage.remove(place)
