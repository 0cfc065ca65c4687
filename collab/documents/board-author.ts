import { digest } from 'lib0/hash/sha256'

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
const letters = 12

/** Author of what the server puts there: templates and what a teacher has approved on nobody's behalf. */
export const serverAuthor = 's'

/**
 * The author that somebody is on one board: 60 bits of a hash, so that nothing on one board points to another, and an
 * exported board names nobody. Whoever may see the people of a project can make it for each of them.
 */
export function authorOf(documentId: string, userId: string): string {
  const bytes = digest(new TextEncoder().encode(`${documentId}:${userId}`))
  let author = ''
  for (let at = 0; at < letters; at++) author += alphabet[(bytes[at] ?? 0) % alphabet.length] ?? ''
  return author
}

/** An object's id names its author, so that nobody needs to say it and nobody can change it. */
export const authorOfId = (id: string) => id.slice(0, id.indexOf('.'))

const randomLetters = 8

/** A fresh object id of this author. `random` gives 0 to below 1. */
export function objectId(author: string, random: () => number = Math.random): string {
  let id = ''
  for (let at = 0; at < randomLetters; at++) id += alphabet[Math.floor(random() * alphabet.length)] ?? ''
  return `${author}.${id}`
}

/** As `authorOf` and `serverAuthor` make them, and nothing that could be two names in one. */
export const isAuthor = (name: string) => /^[a-z2-9]{1,24}$/.test(name)

/** `<author>.<letters and digits>` */
export const isObjectId = (id: string) => /^[a-z2-9]{1,24}\.[a-z0-9]{4,24}$/.test(id)
